#include "experiment/truncate.hpp"

#include <fmt/format.h>

#include <system_error>

#include "core/error.hpp"
#include "results/reader.hpp"

namespace ayni {

namespace fs = std::filesystem;

void truncate_to(const FileHeader& kept, const FileHeader& whole, const fs::path& output, const Closing& closing) {
  fs::path partial = partial_of(output);
  if (!fs::exists(partial)) partial = output;  // all runs were under way when enough were done
  fs::path copy = output;
  copy += ".kept";  // until it is complete, FILE.partial can be resumed
  {
    ResultsReader reader{partial, whole};
    ResultsWriter file{copy, kept, Existing::replace};
    for (std::size_t n = 0; n < kept.shape.total_runs(); ++n) {
      if (!reader.holds(n)) throw FileError{partial.string() + " is damaged: it lacks runs"};
      file.append(reader.read(n));
    }
    closing(file);
    file.finish(Status::complete);
  }
  std::error_code error;
  fs::rename(copy, output, error);
  if (error) {
    throw FileError(fmt::format("cannot rename {} to {}: {}", copy.string(), output.string(), error.message()));
  }
  remove_parts_of(output, whole.provenance);
}

}  // namespace ayni
