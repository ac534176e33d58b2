# coffer_embed_migrations(target): puts schema/migrations into the target as a generated source.
function(coffer_embed_migrations TARGET)
  set(folder ${CMAKE_SOURCE_DIR}/schema/migrations)
  set(out ${COFFER_GENERATED}/platform/migrate/embedded_migrations.cpp)
  set(tool ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py)
  file(GLOB migrations CONFIGURE_DEPENDS ${folder}/*.sql)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${tool} --folder ${folder} --out ${out}
    DEPENDS ${migrations} ${folder}/order ${tool})
  target_sources(${TARGET} PRIVATE ${out})
endfunction()
