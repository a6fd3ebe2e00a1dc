# cmake -D OUTPUT=FILE.cc -D INPUTS="A.toml;B.toml" -P EmbedDrills.cmake: the drills as C++ text.
set(rows "")
foreach(path IN LISTS INPUTS)
  get_filename_component(name ${path} NAME_WE)
  file(READ ${path} text)
  string(APPEND rows "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"drill/shipped.h\"\n\nnamespace terrane::drill {\n
std::span<const ShippedDrill> shipped_drills() {
  static constexpr ShippedDrill kDrills[] = {\n${rows}  };\n  return kDrills;\n}\n\n}  // namespace terrane::drill\n")
