# The hot kernels are compiled once per instruction set, each in a namespace of its own; the program chooses at run time.
# Contraction to fused multiply-add is allowed here: within one set the result is fixed.
function(hearthgrid_kernel set width)
  set(target hearthgrid_kernel_${set})
  add_library(${target} OBJECT ${PROJECT_SOURCE_DIR}/engine/run/kernel/household_kernel.cpp
              ${PROJECT_SOURCE_DIR}/models/occupancy/base_load_kernel.cpp
              ${PROJECT_SOURCE_DIR}/models/electricity/low_voltage/lv_kernel.cpp
              ${PROJECT_SOURCE_DIR}/models/electricity/low_voltage/lv_screen_kernel.cpp)
  set_target_properties(${target} PROPERTIES HEARTHGRID_CONTRACT ON)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE hearthgrid_flags)
  target_compile_definitions(${target} PRIVATE HEARTHGRID_KERNEL=${set} HEARTHGRID_KERNEL_WIDTH=${width})
  target_compile_options(${target} PRIVATE ${ARGN})
  target_sources(hearthgrid_run PRIVATE $<TARGET_OBJECTS:${target}>)
endfunction()

# Square roots and comparisons of whole registers: nobody reads errno or traps.
set_source_files_properties(
  ${PROJECT_SOURCE_DIR}/models/electricity/low_voltage/lv_kernel.cpp
  ${PROJECT_SOURCE_DIR}/models/electricity/low_voltage/lv_screen_kernel.cpp
  PROPERTIES COMPILE_OPTIONS "-fno-math-errno;-fno-trapping-math" SKIP_PRECOMPILE_HEADERS ON)
target_sources(hearthgrid_run PRIVATE ${PROJECT_SOURCE_DIR}/engine/run/kernel/dispatch.cpp)
hearthgrid_kernel(baseline 2)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_definitions(hearthgrid_run PRIVATE HEARTHGRID_X86_KERNELS)
  hearthgrid_kernel(avx2 4 -mavx2 -mfma)
  hearthgrid_kernel(avx512 8 -mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma -mprefer-vector-width=512)
endif()
