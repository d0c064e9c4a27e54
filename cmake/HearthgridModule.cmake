# Every target of the project is compiled alike: warnings are errors, and floating-point contraction is decided by the
# source (only the kernels, compiled per instruction set, allow it), so that a result does not depend on the optimiser.
add_library(hearthgrid_flags INTERFACE)
set_target_properties(hearthgrid_flags PROPERTIES EXPORT_NAME flags)
target_compile_options(hearthgrid_flags INTERFACE
  $<BUILD_INTERFACE:-Wall;-Wextra;-Wpedantic;-Werror;-Wshadow;-Wnon-virtual-dtor>
  $<BUILD_INTERFACE:$<IF:$<BOOL:$<TARGET_PROPERTY:HEARTHGRID_CONTRACT>>,-ffp-contract=fast,-ffp-contract=off>>
  # GCC 12 sees overlaps that are not there when it inlines std::string (its bug 105651).
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>>)
# Its library switches these off by pragmas around the same code, which are lost in a precompiled header.
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  target_compile_options(hearthgrid_flags INTERFACE
    $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>>)
endif()

# Most of the compiler's time goes into reading the headers below: each set is read once. Every source still includes what
# it uses; tools/lint and the thread sanitizer's build compile without them (CMAKE_DISABLE_PRECOMPILE_HEADERS).
set(HEARTHGRID_COMMON_HEADERS <algorithm> <array> <chrono> <cmath> <filesystem> <functional> <map> <memory> <numeric>
    <optional> <set> <span> <stdexcept> <string> <string_view> <vector> <fmt/format.h>)

set(HEARTHGRID_TARGETS hearthgrid_flags CACHE INTERNAL "targets to install")

# hearthgrid_module(NAME FOLDER [DEPENDENCY...]): a static library hearthgrid_NAME of all sources of a folder and of the
# folders in it, the kernels aside.
function(hearthgrid_module name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/${folder}/*/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/kernel/[^/]*$")
  set(target hearthgrid_${name})
  add_library(${target} STATIC ${sources})
  target_link_libraries(${target} PRIVATE hearthgrid_flags)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/hearthgrid>)
  target_compile_features(${target} PUBLIC cxx_std_20)
  foreach(dependency IN LISTS ARGN)
    target_link_libraries(${target} PUBLIC hearthgrid_${dependency})
  endforeach()
  set(HEARTHGRID_TARGETS ${HEARTHGRID_TARGETS} ${target} CACHE INTERNAL "targets to install")
endfunction()
