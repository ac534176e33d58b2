# coffer_embed_words(TARGET FILE HEADER FUNCTION): a sorted word list of a room as a source of its target.
function(coffer_embed_words TARGET FILE HEADER FUNCTION)
  cmake_path(GET FILE STEM name)
  set(out ${COFFER_GENERATED}/words/${name}.cpp)
  set(tool ${CMAKE_SOURCE_DIR}/tools/embed_words.py)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${tool} --words ${COFFER_BACKEND}/${FILE} --header ${HEADER} --function ${FUNCTION} --out ${out}
    DEPENDS ${COFFER_BACKEND}/${FILE} ${tool})
  target_sources(${TARGET} PRIVATE ${out})
endfunction()
