# Writes the texts of analysis/terms.toml as C++: cmake -D INPUT=... -D OUTPUT=... [-D WITHOUT=REGEX] -P Terms.cmake
# Sections that match WITHOUT are left out.
# One text a line, name = { en = "...", es = "..." }; the escapes of such strings are those of C++.

file(READ "${INPUT}" text)
# Semicolons and brackets part CMake's lists, so they stand aside while lines are taken one by one.
string(ASCII 1 semicolon)
string(ASCII 2 open)
string(ASCII 3 close)
string(REPLACE ";" "${semicolon}" text "${text}")
string(REPLACE "[" "${open}" text "${text}")
string(REPLACE "]" "${close}" text "${text}")
string(REPLACE "\n" ";" lines "${text}")

set(quoted [=["(([^"\]|[\].)*)"]=])
set(section "")
set(entries "")
set(number 0)
foreach(line IN LISTS lines)
  math(EXPR number "${number} + 1")
  if(line MATCHES "^ *(#.*)?$")
    continue()
  elseif(line MATCHES "^${open}([a-z_]+)${close} *$")
    set(section "${CMAKE_MATCH_1}")
  elseif(line MATCHES "^\"?([^ \"]+)\"? *= *{ *en *= *${quoted} *, *es *= *${quoted} *} *$")
    set(entry "    {\"${section}.${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\", \"${CMAKE_MATCH_4}\"},\n")
    if(NOT WITHOUT OR NOT section MATCHES "${WITHOUT}")
      string(APPEND entries "${entry}")
    endif()
  else()
    message(FATAL_ERROR "${INPUT}, line ${number}: not a text in both languages, name = { en = \"...\", es = \"...\" }")
  endif()
endforeach()
string(REPLACE "${semicolon}" ";" entries "${entries}")
string(REPLACE "${open}" "[" entries "${entries}")
string(REPLACE "${close}" "]" entries "${entries}")

file(WRITE "${OUTPUT}" "#include \"core/terms.hpp\"

namespace ayni {
namespace {

constexpr Term all[] = {
${entries}};

}  // namespace

std::span<const Term> terms() noexcept { return all; }

}  // namespace ayni
")
