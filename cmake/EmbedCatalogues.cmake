# cmake -D OUTPUT=FILE.cc -D INPUTS="A.toml;B.toml" -P EmbedCatalogues.cmake: the files as C++ text.
set(rows "")
foreach(path IN LISTS INPUTS)
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  string(APPEND rows "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"model/catalogue.h\"\n\nnamespace terrane {\n
std::span<const CatalogueFile> built_in_catalogue_files() {
  static constexpr CatalogueFile kFiles[] = {\n${rows}  };\n  return kFiles;\n}\n\n}  // namespace terrane\n")
