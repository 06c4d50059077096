#include "support/source_folder.hpp"

namespace ayni {

std::filesystem::path source_folder() { return AYNI_SOURCE_DIR; }

}  // namespace ayni
