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
target_link_libraries(boussole_flags INTERFACE Threads::Threads)

# boussole_room(name SOURCES a.cpp … USES boussole::engine … PRIVATE Eigen3::Eigen …)
# USES are the rooms whose headers this room's headers may include; PRIVATE libraries never appear in its headers.
function(boussole_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_library(boussole_${name} STATIC ${ROOM_SOURCES})
  add_library(boussole::${name} ALIAS boussole_${name})
  target_link_libraries(boussole_${name} PUBLIC boussole_flags ${ROOM_USES} PRIVATE ${ROOM_PRIVATE})
endfunction()

# boussole_test(name SOURCES a.cpp … USES boussole::engine …): a Catch2 program, its cases known to ctest.
function(boussole_test name)
  cmake_parse_arguments(T "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE boussole_test_main ${T_USES} ${T_PRIVATE})
  # What is tested is optimised in full; the tests themselves would only take longer to build.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  catch_discover_tests(${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 900)
endfunction()
