# Finds the header-only PCG library and defines PCG::pcg.
include(FindPackageHandleStandardArgs)
find_path(PCG_INCLUDE_DIR pcg_random.hpp)
find_package_handle_standard_args(PCG REQUIRED_VARS PCG_INCLUDE_DIR)
if(PCG_FOUND AND NOT TARGET PCG::pcg)
  add_library(PCG::pcg INTERFACE IMPORTED)
  target_include_directories(PCG::pcg SYSTEM INTERFACE "${PCG_INCLUDE_DIR}")
endif()
mark_as_advanced(PCG_INCLUDE_DIR)
