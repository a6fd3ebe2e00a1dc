# Every source file reads these; compiled once, they cost the build half as much. Only what changes
# never: the libraries' headers, none of our own.
file(WRITE ${CMAKE_BINARY_DIR}/library_headers.cc "")
add_library(terrane_library_headers OBJECT ${CMAKE_BINARY_DIR}/library_headers.cc)
target_link_libraries(terrane_library_headers PUBLIC lib_boost lib_fmt)
set(library_headers
  <algorithm> <array> <charconv> <cstdint> <expected> <functional> <map> <memory> <mutex> <optional>
  <set> <span> <string> <string_view> <tuple> <utility> <vector>
  <boost/unordered/unordered_flat_map.hpp>)
target_precompile_headers(terrane_library_headers PRIVATE ${library_headers})

# precompile_headers(TARGET headers...): the libraries' headers, and with them those of our own that
# are named. Not these with clang: templates that it reads from one may be taken for one another.
function(precompile_headers target)
  if(ARGN AND NOT TERRANE_SANITIZE)
    target_precompile_headers(${target} PRIVATE ${library_headers} ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM terrane_library_headers)
  endif()
endfunction()

# terrane_module(NAME sources... USES modules and libraries... PRECOMPILE headers...): one folder of
# src/ as a static library. Headers of our own are precompiled where nearly all of its sources read
# them.
function(terrane_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRECOMPILE" ${ARGN})
  add_library(terrane_${name} STATIC ${ARG_SOURCES})
  target_include_directories(terrane_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(terrane_${name} PUBLIC ${ARG_USES} lib_boost lib_fmt)
  precompile_headers(terrane_${name} ${ARG_PRECOMPILE})
endfunction()

# terrane_unit_test(NAME sources... USES modules... PRECOMPILE headers...): a GoogleTest program,
# registered with ctest. Its own headers are precompiled where many of its sources read them.
function(terrane_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRECOMPILE" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gtest GTest::gtest_main)
  if(NOT TERRANE_SANITIZE)
    # They are built more often than they are run. The warnings are of g++ 12 alone: it takes strings
    # that are put together for too long, and what GoogleTest's macros are made of for an `else` astray.
    target_compile_options(${name} PRIVATE -O1 -Wno-array-bounds -Wno-dangling-else)
  endif()
  precompile_headers(${name} ${ARG_PRECOMPILE})
  add_test(NAME ${name} COMMAND ${name})
  set_property(TARGET ${name} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  set_property(GLOBAL APPEND PROPERTY TERRANE_UNIT_TESTS ${name})
endfunction()
