# Flags that hold for every target. Assertions stay on in every build: an assertion is our own
# mistake, and a wrong figure is worse than a stopped process.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
add_compile_options(-Wall -Wextra -Wpedantic -Wno-gnu-statement-expression -Wno-pedantic
                    -Wnon-virtual-dtor -Wconversion -Wno-sign-conversion -fno-omit-frame-pointer)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 calls its own deprecated get_temporary_buffer in stable_sort.
  add_compile_options(-Wno-shadow -Wno-missing-field-initializers -Wno-deprecated-declarations)
  add_link_options(-fuse-ld=mold)
else()
  add_compile_options(-Wshadow=local)
endif()

option(COFFER_WERROR "warnings are errors" ON)
if(COFFER_WERROR)
  add_compile_options(-Werror)
endif()

set(COFFER_SANITIZE "" CACHE STRING "address | thread | fuzzer; empty for none")
if(COFFER_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
elseif(COFFER_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
elseif(COFFER_SANITIZE STREQUAL "fuzzer")
  add_compile_options(-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
