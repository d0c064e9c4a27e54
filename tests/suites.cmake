# Read by ctest, with `name` and `program` set: one test per suite of a test program, so that what the cases of a suite
# share (a simulated season) is reckoned once.
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listed RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  add_test(${name}.NOT_BUILT ${program} --gtest_list_tests)
  return()
endif()
string(REGEX MATCHALL "(^|\n)[^ \n]+\\.[^\n]*" lines "${listed}")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^\n?([^ ]+\\.).*$" "\\1" suite "${line}")
  string(REGEX REPLACE "\\.$" "" label "${suite}")
  add_test(${name}.${label} ${program} --gtest_filter=${suite}*)
  set_tests_properties(${name}.${label} PROPERTIES TIMEOUT 900 COST ${cost})
endforeach()
