#include "api/rest/contract_comparison.hpp"

#include <gmock/gmock.h>

#include "api/rest/openapi_document.hpp"

namespace coffer::api::rest {
namespace {

using testing::ElementsAre;

constexpr std::string_view document =
    R"({"paths":{"/v1/things":{"parameters":[],"get":{"operationId":"list_things"},"post":{"operationId":"create_thing"}},)"
    R"("/v1/things/{id}":{"delete":{"operationId":"remove_thing"}}}})";

platform::Handler nothing() {
  return [](const platform::Request&) -> platform::Task<platform::Response> { co_return platform::no_content(); };
}

TEST(ContractComparison, EqualSidesHaveNoDifference) {
  platform::Router router;
  router.get("/v1/things", "list_things", nothing());
  router.post("/v1/things", "create_thing", nothing());
  router.remove("/v1/things/{id}", "remove_thing", nothing());
  const auto differences = compare_with_contract(router, document);
  ASSERT_TRUE(differences);
  EXPECT_THAT(*differences, ElementsAre());
}

TEST(ContractComparison, WhatOneSideLacksIsNamed) {
  platform::Router router;
  router.get("/v1/things", "list_things", nothing());
  router.post("/v1/things", "make_thing", nothing());
  router.get("/v1/things/{id}", "get_thing", nothing());
  const auto differences = compare_with_contract(router, document);
  ASSERT_TRUE(differences);
  EXPECT_THAT(*differences, ElementsAre("DELETE /v1/things/{id} remove_thing is in the document alone",
                                        "POST /v1/things create_thing is in the document alone",
                                        "GET /v1/things/{id} get_thing is in the program alone",
                                        "POST /v1/things make_thing is in the program alone"));
}

TEST(ContractComparison, TheDocumentOfTheProgramCanBeRead) {
  const platform::Router router;
  const auto differences = compare_with_contract(router, openapi_document());
  ASSERT_TRUE(differences) << differences.error().detail;
  EXPECT_GT(differences->size(), 60U);
}

}  // namespace
}  // namespace coffer::api::rest
