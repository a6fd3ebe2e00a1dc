# The libraries Terrane stands on, all from Debian 12 packages (./dev setup lists them).
# Everything is linked into the one binary; what Debian ships without an archive is used as headers.
find_package(Threads REQUIRED)

add_link_options(-fuse-ld=mold)
add_compile_options(-Wall -Wextra -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-static-libstdc++ -static-libgcc)
  add_compile_options(-fpch-preprocess)   # lets ccache see through the precompiled headers
else()
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")   # the same, for clang
  # libstdc++ 12 offers std::expected only to compilers that announce finished concepts.
  add_compile_options(-Wno-macro-redefined -D__cpp_concepts=202002L)
endif()
# Debug information only where it was asked for: it doubles the build's time and size.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

# One build serves the sanitized tests and the fuzz targets. Not optimized: compiling it takes half as
# long so, and that is most of what it costs.
if(TERRANE_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O0")
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -g1)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)   # what lies beyond a view, but within its memory
  add_link_options(-fsanitize=address,undefined)
endif()

# Debian's fmt and spdlog archives are shared only.
add_library(lib_fmt INTERFACE)
target_compile_definitions(lib_fmt INTERFACE FMT_HEADER_ONLY)
add_library(lib_spdlog INTERFACE)
target_compile_definitions(lib_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(lib_spdlog INTERFACE lib_fmt)

add_library(lib_crypto INTERFACE)
target_link_libraries(lib_crypto INTERFACE -l:libssl.a -l:libcrypto.a Threads::Threads ${CMAKE_DL_LIBS})

add_library(lib_rocksdb INTERFACE)
target_link_libraries(lib_rocksdb INTERFACE
  -l:librocksdb.a -l:libsnappy.a -l:liblz4.a -l:libzstd.a -l:libbz2.a -l:libz.a
  Threads::Threads ${CMAKE_DL_LIBS})

add_library(lib_boost INTERFACE)       # headers: asio, beast, json, unordered
target_compile_definitions(lib_boost INTERFACE BOOST_ALL_NO_LIB)

add_library(lib_msgpuck INTERFACE)     # MessagePack, read in place
target_link_libraries(lib_msgpuck INTERFACE -l:libmsgpuck.a)

add_library(lib_zlib INTERFACE)        # gzip of the console's files
target_link_libraries(lib_zlib INTERFACE -l:libz.a)

add_library(lib_geographic INTERFACE)
target_link_libraries(lib_geographic INTERFACE -l:libGeographicLib.a)

add_library(lib_toml INTERFACE)
add_library(lib_cli11 INTERFACE)

add_library(lib_allocator INTERFACE)   # the program's malloc; sanitizers bring their own
if(NOT TERRANE_SANITIZE)
  target_link_libraries(lib_allocator INTERFACE -l:libjemalloc.a Threads::Threads ${CMAKE_DL_LIBS} m)
endif()

find_package(GTest REQUIRED)
add_library(lib_rapidcheck INTERFACE)
target_link_libraries(lib_rapidcheck INTERFACE -l:librapidcheck.a)
