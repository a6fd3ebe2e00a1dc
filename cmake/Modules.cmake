# terrane_module(NAME sources... USES modules and libraries...): one folder of src/ as a static library.
function(terrane_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(terrane_${name} STATIC ${ARG_SOURCES})
  target_include_directories(terrane_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(terrane_${name} PUBLIC ${ARG_USES})
endfunction()

# terrane_unit_test(NAME sources... USES modules...): a GoogleTest program, registered with ctest.
function(terrane_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_property(TARGET ${name} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  set_property(GLOBAL APPEND PROPERTY TERRANE_UNIT_TESTS ${name})
endfunction()
