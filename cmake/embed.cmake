# cmake -DROOT=dir -DFILES=a.json,b/c.json -DOUT=file.cpp -P embed.cmake
# Writes a C++ file that holds the bytes of FILES (relative to ROOT), so that the program carries its own data.
string(REPLACE "," ";" files "${FILES}")
set(text "// Written by cmake/embed.cmake: do not edit.\n#include \"criteria/embedded.h\"\n\nnamespace boussole::criteria {\nnamespace {\n\n")
set(table "")
set(n 0)
foreach(name IN LISTS files)
  file(READ "${ROOT}/${name}" bytes)
  string(APPEND text "constexpr char kFile${n}[] = R\"boussole(${bytes})boussole\";\n")
  string(APPEND table "    {\"${name}\", std::string_view(kFile${n}, sizeof(kFile${n}) - 1)},\n")
  math(EXPR n "${n} + 1")
endforeach()
string(APPEND text "\nconstexpr EmbeddedFile kFiles[] = {\n${table}};\n\n}  // namespace\n\n"
  "std::span<const EmbeddedFile> embedded_files() { return kFiles; }\n\n}  // namespace boussole::criteria\n")
file(WRITE "${OUT}" "${text}")
