# What Debian wants of a package beside what cmake --install puts into it. Run by cpack between installing and packing.
cmake_minimum_required(VERSION 3.25)

set(sources "${CMAKE_CURRENT_LIST_DIR}/../..")
set(usr "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
set(doc "${usr}/share/doc/ayni")

file(MAKE_DIRECTORY "${doc}/headers" "${usr}/lib/python3/dist-packages")
file(COPY "${sources}/tools/debian/copyright" DESTINATION "${doc}")
file(COPY_FILE "${sources}/CHANGELOG.md" "${doc}/CHANGELOG.md")
# What is compiled in: these licences want their text to go with the program.
foreach(headers libcli11-dev nlohmann-json3-dev libtomlplusplus-dev libpcg-cpp-dev)
  if(EXISTS "/usr/share/doc/${headers}/copyright")
    file(COPY_FILE "/usr/share/doc/${headers}/copyright" "${doc}/headers/${headers}")
  else()
    message(WARNING "The licence of ${headers} is not in the package: it was not built with Debian's")
  endif()
endforeach()

file(GLOB texts "${usr}/share/man/man1/*.1" "${doc}/CHANGELOG.md")
execute_process(COMMAND gzip -9nf ${texts} COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${usr}/share/zsh/site-functions" "${usr}/share/zsh/vendor-completions")
file(RPATH_REMOVE FILE "${usr}/bin/ayni")
file(CREATE_LINK "../../../share/ayni/analysis/ayni" "${usr}/lib/python3/dist-packages/ayni" SYMBOLIC)

# Whatever the mask of who packs.
file(GLOB_RECURSE paths LIST_DIRECTORIES true "${usr}/*")
foreach(path IN LISTS usr paths)
  set(execute "")
  if(IS_DIRECTORY "${path}" OR path MATCHES "/(bin/ayni|ayni-[a-z]+)$")
    set(execute OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
  endif()
  if(NOT IS_SYMLINK "${path}")
    file(CHMOD "${path}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ ${execute})
  endif()
endforeach()
