# coffer_room(NAME DEPENDS rooms... LIBRARIES libs... [EXCLUDE regex])
#
# A room is one static library `coffer_NAME` of all sources below backend/NAME, and one test
# program `NAME_tests` of all its *_test.cpp. DEPENDS is the link table of docs/map.md: a room sees
# the headers of those rooms alone through the linker, and tools/check_rooms.py reads the includes.
# *.sql files below a folder `sql/` become constants in a generated header `<folder>/sql.hpp`.
find_package(GTest REQUIRED)
find_package(Threads REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(COFFER_BACKEND ${CMAKE_SOURCE_DIR}/backend)
set(COFFER_GENERATED ${CMAKE_BINARY_DIR}/generated)

# What a program of tests is built with.
function(coffer_test_flags PROGRAM)
  target_precompile_headers(${PROGRAM} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled_test.hpp)
endfunction()

function(coffer_room NAME)
  cmake_parse_arguments(ROOM "" "EXCLUDE" "DEPENDS;LIBRARIES" ${ARGN})
  set(dir ${COFFER_BACKEND}/${NAME})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz|benchmark)\\.cpp$")
  if(ROOM_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX ${ROOM_EXCLUDE})
    list(FILTER tests EXCLUDE REGEX ${ROOM_EXCLUDE})
  endif()

  file(GLOB_RECURSE queries CONFIGURE_DEPENDS ${dir}/*.sql ${dir}/*.part)
  if(queries)
    set(stamp ${COFFER_GENERATED}/${NAME}/sql.stamp)
    set(headers)
    foreach(query IN LISTS queries)
      cmake_path(RELATIVE_PATH query BASE_DIRECTORY ${dir} OUTPUT_VARIABLE folder)
      cmake_path(GET folder PARENT_PATH folder)  # FEATURE/sql
      cmake_path(GET folder PARENT_PATH folder)
      list(APPEND headers ${COFFER_GENERATED}/${NAME}/${folder}/sql.hpp)
    endforeach()
    list(REMOVE_DUPLICATES headers)
    add_custom_command(
      OUTPUT ${stamp}
      BYPRODUCTS ${headers}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py --room ${dir} --out ${COFFER_GENERATED}/${NAME} --stamp ${stamp}
      DEPENDS ${queries} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py)
    add_custom_target(${NAME}_sql DEPENDS ${stamp})
  endif()

  if(sources)
    add_library(coffer_${NAME} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(coffer_${NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(coffer_${NAME} ${scope} ${COFFER_BACKEND} ${COFFER_GENERATED})
  foreach(room IN LISTS ROOM_DEPENDS)
    target_link_libraries(coffer_${NAME} ${scope} coffer_${room})
  endforeach()
  target_link_libraries(coffer_${NAME} ${scope} ${ROOM_LIBRARIES} Threads::Threads)
  if(sources AND queries)
    add_dependencies(coffer_${NAME} ${NAME}_sql)
  endif()
  if(sources)
    target_precompile_headers(coffer_${NAME} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp)
  endif()

  if(tests)
    add_executable(${NAME}_tests ${tests})
    target_link_libraries(${NAME}_tests PRIVATE coffer_${NAME} GTest::gtest GTest::gmock GTest::gtest_main)
    if(NOT NAME MATCHES "^(base|ledger|graphql|testkit)$")
      target_link_libraries(${NAME}_tests PRIVATE coffer_testkit)
    endif()
    coffer_test_flags(${NAME}_tests)
    if(NOT NAME MATCHES "^(base|ledger|platform)$")  # these compute much themselves
      target_compile_options(${NAME}_tests PRIVATE -O0)
    endif()
    add_test(NAME ${NAME} COMMAND ${NAME}_tests)
  endif()
endfunction()

# coffer_fuzz(NAME ROOM file): a libFuzzer program, built only with COFFER_SANITIZE=fuzzer.
function(coffer_fuzz NAME ROOM FILE)
  if(COFFER_SANITIZE STREQUAL "fuzzer")
    add_executable(fuzz_${NAME} ${FILE})
    target_link_libraries(fuzz_${NAME} PRIVATE coffer_${ROOM})
    target_link_options(fuzz_${NAME} PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()

# coffer_benchmark(NAME ROOM file): a program that measures, no part of `all`; the target `benchmarks` is all of them.
find_package(benchmark REQUIRED)
add_custom_target(benchmarks)
function(coffer_benchmark NAME ROOM FILE)
  add_executable(${NAME}_benchmark EXCLUDE_FROM_ALL ${FILE})
  target_link_libraries(${NAME}_benchmark PRIVATE coffer_${ROOM} benchmark::benchmark)
  add_dependencies(benchmarks ${NAME}_benchmark)
endfunction()
