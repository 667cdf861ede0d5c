# cmake -DNAME=name -DMECHANISMS=folder -DTO=file -P write_mutant.cmake
#
# Writes the source of one mutant. Fails where its text does not stand exactly once in the mechanism: the
# mechanism has changed, and the mutant must be looked at again.
cmake_minimum_required(VERSION 3.25)

function(mutant name mechanism text replacement)
  if(NOT name STREQUAL NAME)
    return()
  endif()
  set(file "${MECHANISMS}/${mechanism}.cpp")
  file(READ "${file}" source)
  string(LENGTH "${text}" text_length)
  string(LENGTH "${source}" source_length)
  string(REPLACE "${text}" "" rest "${source}")
  string(LENGTH "${rest}" rest_length)
  math(EXPR times "(${source_length} - ${rest_length}) / ${text_length}")
  if(NOT times EQUAL 1)
    message(
      FATAL_ERROR
        "The mutant \"${name}\" no longer applies: its text stands ${times} times, not once, in ${file}:\n"
        "  ${text}\n"
        "Give it a text that names the same sign or arrow in tests/mutants/mutants.cmake.")
  endif()
  string(REPLACE "${text}" "${replacement}" mutated "${source}")
  file(WRITE "${TO}" "${mutated}")
endfunction()

file(REMOVE "${TO}")
include("${CMAKE_CURRENT_LIST_DIR}/mutants.cmake")
if(NOT EXISTS "${TO}")
  message(FATAL_ERROR "No mutant is called \"${NAME}\".")
endif()
