#include "app/keep_beginning.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "app/earlier_parts.hpp"
#include "core/error.hpp"
#include "results/reader.hpp"
#include "results/writer.hpp"

namespace ayni {

namespace fs = std::filesystem;

void keep_beginning(const Simulation& whole, const Simulation& kept, const fs::path& output,
                    const std::string& command_line, const Closing& closing) {
  fs::path partial = output;
  partial += ".partial";
  if (!fs::exists(partial)) partial = output;  // all runs were under way when enough were done
  fs::path copy = output;
  copy += ".kept";  // until it is complete, FILE.partial can be resumed
  {
    ResultsReader reader{partial, whole.catalogue(), whole.shape(Coverage::part)};
    ResultsFile file{copy, kept.catalogue(), kept.provenance(command_line, Shard{}), kept.shape(Coverage::whole),
                     Existing::replace};
    for (std::size_t n = 0; n < kept.plan().runs(); ++n) {
      if (!reader.holds(n)) throw FileError{partial.string() + " is damaged: it lacks runs"};
      file.append(reader.read(n));
    }
    closing(file);
    file.finish(Status::complete);
  }
  std::error_code error;
  fs::rename(copy, output, error);
  if (error)
    throw FileError(fmt::format("cannot rename {} to {}: {}", copy.string(), output.string(), error.message()));
  remove_parts_of(output, whole.provenance(command_line, Shard{}));
}

}  // namespace ayni
