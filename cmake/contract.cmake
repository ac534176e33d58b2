# contracts/openapi.yaml as JSON inside the server: a source of the room `api`.
set(COFFER_OPENAPI_SOURCE ${COFFER_GENERATED}/api/rest/openapi_document.cpp)
add_custom_command(
  OUTPUT ${COFFER_OPENAPI_SOURCE}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/openapi_json.py ${CMAKE_SOURCE_DIR}/contracts/openapi.yaml --cpp ${COFFER_OPENAPI_SOURCE}
  DEPENDS ${CMAKE_SOURCE_DIR}/contracts/openapi.yaml ${CMAKE_SOURCE_DIR}/tools/openapi_json.py)
get_target_property(api_type coffer_api TYPE)
if(NOT api_type STREQUAL "INTERFACE_LIBRARY")
  target_sources(coffer_api PRIVATE ${COFFER_OPENAPI_SOURCE})
endif()
