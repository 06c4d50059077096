# Finds NLopt's C library and defines NLopt::nlopt. Debian's own configurations exclude each other: which of the two is
# found depends on whether the C++ interface is installed as well.
include(FindPackageHandleStandardArgs)
find_path(NLopt_INCLUDE_DIR nlopt.h)
find_library(NLopt_LIBRARY nlopt)
find_package_handle_standard_args(NLopt REQUIRED_VARS NLopt_LIBRARY NLopt_INCLUDE_DIR)
if(NLopt_FOUND AND NOT TARGET NLopt::nlopt)
  add_library(NLopt::nlopt UNKNOWN IMPORTED)
  set_target_properties(NLopt::nlopt PROPERTIES IMPORTED_LOCATION "${NLopt_LIBRARY}")
  target_include_directories(NLopt::nlopt SYSTEM INTERFACE "${NLopt_INCLUDE_DIR}")
endif()
mark_as_advanced(NLopt_INCLUDE_DIR NLopt_LIBRARY)
