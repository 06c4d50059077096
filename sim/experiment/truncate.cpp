#include "experiment/truncate.hpp"

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
      file.append(reader.read(n));
    }
    closing(file);
    file.finish(Status::complete);
  }
  rename_file(copy, output);
  remove_parts_of(output, whole.provenance);
}

}  // namespace ayni
