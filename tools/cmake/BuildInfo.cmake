# Writes build_info.cpp when what it says has changed, at every build: the commit may have moved since configuring.
# Variables: SOURCE_DIR, OUTPUT, VERSION, COMPILER, BUILD_TYPE.
set(commit "unknown")
set(dirty "false")
find_package(Git QUIET)
if(GIT_FOUND AND EXISTS "${SOURCE_DIR}/.git")
  execute_process(COMMAND "${GIT_EXECUTABLE}" -C "${SOURCE_DIR}" rev-parse HEAD
    OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(commit "${head}")
    execute_process(COMMAND "${GIT_EXECUTABLE}" -C "${SOURCE_DIR}" status --porcelain --untracked-files=no -- sim CMakeLists.txt
      OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      set(dirty "true")
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
#include "core/build_info.hpp"

namespace ayni {

std::string_view program_version() noexcept { return "@VERSION@"; }
std::string_view git_commit() noexcept { return "@commit@"; }
bool git_dirty() noexcept { return @dirty@; }
std::string_view compiler() noexcept { return "@COMPILER@"; }
std::string_view build_type() noexcept { return "@BUILD_TYPE@"; }

}  // namespace ayni
]])
