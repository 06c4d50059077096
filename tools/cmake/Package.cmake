# The Debian package of the program, made by cpack; tools/package makes and tries it. Headers and libraries, for programs
# of others, are not in it: cmake --install has them.
set(AYNI_MAINTAINER "The ayni contributors <ayni@localhost>" CACHE STRING "Who answers for the Debian package")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ayni)
set(CPACK_PACKAGE_CONTACT "${AYNI_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of alliances between producer groups and buyers")
set(processors "")
if(AYNI_HAS_X86_64_V3)
  set(processors "\n\nIt is built for processors of the level x86-64-v3, those made since 2013\nto 2015.")
endif()
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Agent-based simulator of productive alliances, in which groups of poor rural
producers sell to a buyer under an agreement that nothing enforces, and a
public project pays most of their investment. It compares rules under the
same weather, prices and luck, sweeps and searches over them, and writes
reports in English and Spanish, with Python.${processors}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "python3:any (>= 3.11)")
# What `ayni plot`, `ayni report` and the Python package need, as in analysis/pyproject.toml.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3-h5netcdf, python3-h5py, python3-jinja2, python3-matplotlib, python3-numpy, \
python3-pandas, python3-scipy, python3-xarray")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/tools/debian/postinst"
  "${PROJECT_SOURCE_DIR}/tools/debian/prerm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/DebianFiles.cmake")
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};ayni;program;/")
# Whoever packs has built the program; its tests need not be.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
include(CPack)
