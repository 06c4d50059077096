# What the preset web uses beside emscripten. Libraries that are headers only are those of the system, reached through links
# of their own: /usr/include as a whole would put the system's C library before emscripten's.
set(headers "${PROJECT_BINARY_DIR}/headers")
file(MAKE_DIRECTORY "${headers}")
foreach(name boost toml++ nlohmann pcg_random.hpp pcg_extras.hpp pcg_uint128.hpp)
  find_path(place "${name}" PATHS /usr/local/include /usr/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE REQUIRED)
  file(CREATE_LINK "${place}/${name}" "${headers}/${name}" SYMBOLIC)
  unset(place)
endforeach()

foreach(library Boost::headers PCG::pcg nlohmann_json::nlohmann_json tomlplusplus::tomlplusplus)
  add_library(${library} INTERFACE IMPORTED)
  target_include_directories(${library} SYSTEM INTERFACE "${headers}")
endforeach()
