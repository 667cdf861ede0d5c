# cmake -DPROGRAMS=folder -DSAMPLES=folder -DMUTANTS=name:country:outcome,... -P run_mutants.cmake
#
# Runs mutants_control in every country that occurs, where it must agree with the reference, and the program
# mutant_NAME of every mutant in its country. Outcome "differs": it must be told from the reference;
# "stopped": the engine must refuse it. Crashing in any other way is not being caught.
cmake_minimum_required(VERSION 3.25)

set(agrees 0)
set(differs 10)
set(problems "")
string(REPLACE "," ";" mutants "${MUTANTS}")

set(countries "")
foreach(mutant IN LISTS mutants)
  string(REPLACE ":" ";" parts "${mutant}")
  list(GET parts 1 country)
  list(APPEND countries ${country})
endforeach()
list(REMOVE_DUPLICATES countries)

# Sets `outcome` (status) and `words` (what it said).
function(run program country)
  execute_process(COMMAND "${PROGRAMS}/${program}" "${SAMPLES}" "${country}" RESULT_VARIABLE result
                  OUTPUT_VARIABLE out ERROR_VARIABLE err)
  string(STRIP "${out}${err}" all)
  message(STATUS "${program} in ${country}: ${all}")
  set(outcome "${result}" PARENT_SCOPE)
  set(words "${all}" PARENT_SCOPE)
endfunction()

foreach(country IN LISTS countries)
  run(mutants_control ${country})
  if(NOT outcome STREQUAL "${agrees}")
    list(APPEND problems "the control, without any mutation, does not agree in ${country}: ${outcome}")
  endif()
endforeach()

foreach(mutant IN LISTS mutants)
  string(REPLACE ":" ";" parts "${mutant}")
  list(GET parts 0 name)
  list(GET parts 1 country)
  list(GET parts 2 due)
  run(mutant_${name} ${country})
  if(due STREQUAL "stopped")
    if(outcome STREQUAL "${agrees}" OR outcome STREQUAL "${differs}"
       OR NOT words MATCHES "moves people along an arrow that does not exist")
      list(APPEND problems "${name} was not stopped: ${outcome}")
    endif()
  elseif(outcome STREQUAL "${agrees}")
    list(APPEND problems "${name} survived")
  elseif(NOT outcome STREQUAL "${differs}")
    list(APPEND problems "${name} did not finish: ${outcome}")
  endif()
endforeach()

list(LENGTH mutants count)
if(problems)
  list(JOIN problems "\n  " told)
  message(FATAL_ERROR "Of ${count} mutants:\n  ${told}")
endif()
message(STATUS "All ${count} mutants are caught.")
