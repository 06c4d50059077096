#pragma once

#include "observe/catalogue.hpp"
#include "results/layout.hpp"
#include "results/provenance.hpp"

namespace ayni {

/// All that a results file says before its first run. It is made once, and handed down to whoever writes the file, reads
/// it back or goes on with it.
struct FileHeader {
  Catalogue catalogue;  ///< what is kept of each run
  FileShape shape;
  Provenance provenance;
};

}  // namespace ayni
