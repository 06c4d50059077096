# The program, its commands in Python, its manual and completions, and the rooms as a CMake package: find_package(ayni), then link ayni::run.
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

install(TARGETS ayni RUNTIME)
install(FILES tools/completions/ayni.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME ayni)
install(FILES tools/completions/_ayni DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
install(FILES tools/completions/ayni.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(DIRECTORY tools/man/ DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" FILES_MATCHING PATTERN "*.1")
install(FILES sim/MODEL.md sim/FORMAT.md sim/PARAMETERS.md CITATION.cff DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY scenarios/ DESTINATION "${CMAKE_INSTALL_DATADIR}/ayni/scenarios"
  FILES_MATCHING PATTERN "*.toml" PATTERN "levers.csv")

# The commands in Python, in the layout of the sources, so that links between files hold.
set(analysis "${CMAKE_INSTALL_DATADIR}/ayni/analysis")
install(DIRECTORY analysis/ayni DESTINATION "${analysis}" PATTERN "__pycache__" EXCLUDE)
install(FILES analysis/terms.toml DESTINATION "${analysis}")
foreach(command plot report)
  install(PROGRAMS analysis/ayni-${command} DESTINATION "${analysis}")
  file(RELATIVE_PATH target "/${CMAKE_INSTALL_BINDIR}" "/${analysis}/ayni-${command}")
  install(CODE "file(CREATE_LINK \"${target}\"
    \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/ayni-${command}\" SYMBOLIC)")
endforeach()

set(rooms core network model observe run scenario design results experiment)
foreach(room IN LISTS rooms)
  set_target_properties(ayni_${room} PROPERTIES EXPORT_NAME ${room})
  install(DIRECTORY sim/${room} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/ayni" COMPONENT development
    FILES_MATCHING PATTERN "*.hpp")
endforeach()
list(TRANSFORM rooms PREPEND ayni_ OUTPUT_VARIABLE targets)
set_target_properties(ayni_settings PROPERTIES EXPORT_NAME settings)
install(TARGETS ayni_settings ${targets} EXPORT ayniTargets COMPONENT development)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/ayni")
install(EXPORT ayniTargets NAMESPACE ayni:: DESTINATION "${package}" COMPONENT development)
configure_package_config_file(tools/cmake/ayniConfig.cmake.in "${PROJECT_BINARY_DIR}/ayniConfig.cmake"
  INSTALL_DESTINATION "${package}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ayniConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ayniConfig.cmake" "${PROJECT_BINARY_DIR}/ayniConfigVersion.cmake"
  tools/cmake/FindPCG.cmake tools/cmake/FindDeflate.cmake tools/cmake/FindNLopt.cmake DESTINATION "${package}" COMPONENT development)
