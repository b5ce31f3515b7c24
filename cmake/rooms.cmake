# Flags every target shares, and the function that declares a room.

add_library(boussole_flags INTERFACE)
target_compile_options(boussole_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -Wno-restrict          # false positives of g++ 12 on std::string (GCC bug 105651)
  -ffp-contract=off)     # the same bits on machines with and without fused multiply-add
target_include_directories(boussole_flags INTERFACE ${PROJECT_SOURCE_DIR})
if(BOUSSOLE_SANITIZE)
  target_compile_options(boussole_flags INTERFACE
    -fsanitize=${BOUSSOLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(boussole_flags INTERFACE -fsanitize=${BOUSSOLE_SANITIZE})
endif()
if(BOUSSOLE_FUZZ)  # clang warns of other things than g++
  target_compile_options(boussole_flags INTERFACE -Wno-unknown-warning-option -Wno-error)
endif()
find_package(Threads REQUIRED)

# g++ 12 takes the strings of a precompiled header for overflowing ones. What users run is compiled without, and warned
# of in full; the tests and the builds with sanitizers read the headers once.
set(BOUSSOLE_HEADERS_WARNINGS -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
if(BOUSSOLE_SANITIZE)
  target_compile_options(boussole_flags INTERFACE ${BOUSSOLE_HEADERS_WARNINGS})
  add_library(boussole_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/headers.cpp)
  target_link_libraries(boussole_headers PRIVATE boussole_flags)
  target_precompile_headers(boussole_headers PRIVATE ${CMAKE_CURRENT_LIST_DIR}/headers.h)
endif()

# boussole_headers_once(target): reads the standard headers once for all such targets, where that is allowed.
function(boussole_headers_once name)
  if(TARGET boussole_headers)
    target_precompile_headers(${name} REUSE_FROM boussole_headers)
  endif()
endfunction()
target_link_libraries(boussole_flags INTERFACE Threads::Threads)

# boussole_room(name SOURCES a.cpp … USES boussole::engine … PRIVATE Eigen3::Eigen …)
# USES are the rooms whose headers this room's headers may include; PRIVATE libraries never appear in its headers.
function(boussole_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_library(boussole_${name} STATIC ${ROOM_SOURCES})
  add_library(boussole::${name} ALIAS boussole_${name})
  target_link_libraries(boussole_${name} PUBLIC boussole_flags ${ROOM_USES} PRIVATE ${ROOM_PRIVATE})
  boussole_headers_once(boussole_${name})
endfunction()

# What is tested is optimised, and checked by the sanitizers, in full; the tests themselves would only take longer to build.
add_library(boussole_test_flags INTERFACE)
target_link_libraries(boussole_test_flags INTERFACE boussole_flags)
target_compile_options(boussole_test_flags INTERFACE $<$<CONFIG:Release>:-O1> ${BOUSSOLE_HEADERS_WARNINGS})
if(BOUSSOLE_SANITIZE MATCHES undefined)
  target_compile_options(boussole_test_flags INTERFACE -fno-sanitize=undefined)
endif()

# boussole_test(name SOURCES a.cpp … USES boussole::engine …): a Catch2 program, its cases known to ctest.
function(boussole_test name)
  cmake_parse_arguments(T "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE boussole_test_main boussole_test_flags ${T_USES} ${T_PRIVATE})
  target_precompile_headers(${name} REUSE_FROM boussole_test_headers)
  catch_discover_tests(${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 900)
endfunction()
