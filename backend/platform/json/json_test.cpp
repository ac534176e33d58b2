#include <gtest/gtest.h>

#include <limits>

#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::platform {
namespace {

enum class Kind { Cash, Broker };
constexpr Choice<Kind> kinds[] = {{"cash", Kind::Cash}, {"broker", Kind::Broker}};

// Decodes one body in the way that a route does.
std::vector<FieldError> faults_of(std::string_view body) {
  auto document = JsonDocument::parse(body);
  if (!document) return {{"!", document.error().detail}};
  auto object = document->object();
  (void)object.required("name").text({.max = 10});
  (void)object.optional("kind").choice(kinds);
  (void)object.optional("amount").money({.sign = DecimalSign::Positive});
  (void)object.optional("rate").decimal({.max_scale = 4});
  (void)object.optional("on").date();
  (void)object.optional("count").integer({1, 5});
  (void)object.optional("active").flag();
  (void)object.optional("ids").ids<AccountId>({.max = 2});
  for (auto item : object.optional("items").objects({.max = 3})) (void)item.required("a/b").text();
  auto finished = document->finish();
  return finished ? std::vector<FieldError>{} : finished.error().fields;
}

std::string pointers(std::string_view body) {
  std::string out;
  for (const auto& fault : faults_of(body)) out += fault.pointer + " ";
  return out;
}

TEST(JsonReader, AcceptsWhatFits) {
  EXPECT_EQ(pointers(R"({"name":"x"})"), "");
  EXPECT_EQ(pointers(R"({"name":"x","kind":"cash","amount":{"amount":"1.50","currency":"EUR"},"rate":"0.1234",
    "on":"2026-03-31","count":5,"active":true,"ids":["01890a5d-ac96-774b-bcce-b302099a8057"],"items":[{"a/b":"y"}]})"),
            "");
  EXPECT_EQ(pointers(R"({"name":"äöüäöüäöüä","on":null,"kind":null})"), "");
}

TEST(JsonReader, NamesEachFaultByItsPointer) {
  EXPECT_EQ(pointers(R"({})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":null})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":5})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":""})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":"12345678901"})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":"a\u0000b"})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":"a\nb"})"), "/name ");
  EXPECT_EQ(pointers(R"({"name":"x","kind":"Cash"})"), "/kind ");
  EXPECT_EQ(pointers(R"({"name":"x","rate":0.5})"), "/rate ");
  EXPECT_EQ(pointers(R"({"name":"x","rate":"0.12345"})"), "/rate ");
  EXPECT_EQ(pointers(R"({"name":"x","rate":"1e3"})"), "/rate ");
  EXPECT_EQ(pointers(R"({"name":"x","amount":{"amount":"-1","currency":"EUR"}})"), "/amount/amount ");
  EXPECT_EQ(pointers(R"({"name":"x","amount":{"amount":"1","currency":"eur"}})"), "/amount/currency ");
  EXPECT_EQ(pointers(R"({"name":"x","amount":{"amount":"1","currency":"EUR","more":1}})"), "/amount/more ");
  EXPECT_EQ(pointers(R"({"name":"x","amount":"1"})"), "/amount ");
  EXPECT_EQ(pointers(R"({"name":"x","on":"2026-02-30"})"), "/on ");
  EXPECT_EQ(pointers(R"({"name":"x","count":6})"), "/count ");
  EXPECT_EQ(pointers(R"({"name":"x","count":1.5})"), "/count ");
  EXPECT_EQ(pointers(R"({"name":"x","count":"1"})"), "/count ");
  EXPECT_EQ(pointers(R"({"name":"x","active":1})"), "/active ");
  EXPECT_EQ(pointers(R"({"name":"x","ids":[1,"y"]})"), "/ids/0 /ids/1 ");
  EXPECT_EQ(pointers(R"({"name":"x","ids":[null]})"), "/ids/0 ");
  EXPECT_EQ(pointers(R"({"name":"x","items":[{},{"a/b":1}]})"), "/items/0/a~1b /items/1/a~1b ");
  EXPECT_EQ(pointers(R"({"name":"x","items":[1]})"), "/items/0 ");
  EXPECT_EQ(pointers(R"({"nome":"x","other":{"deep":1}})"), "/name /nome /other ");
  EXPECT_EQ(pointers(R"([1])"), " ");
}

TEST(JsonReader, RefusesWhatIsNoJson) {
  const char* const bad[] = {"",
                             " ",
                             "{",
                             R"({"a":1)",
                             "tru",
                             "{'a':1}",
                             R"({"a":1,})",
                             "[1,]",
                             "01",
                             R"({"a":NaN})",
                             "\xff",
                             R"(["\ud800"])",
                             "{} x",
                             R"({"a":1}{"b":2})",
                             "1e999",
                             "123456789012345678901234567890"};
  for (const auto* body : bad) {
    auto document = JsonDocument::parse(body);
    ASSERT_FALSE(document) << body;
    EXPECT_EQ(document.error().problem, problems::malformed_json) << body;
  }
}

TEST(JsonReader, RefusesDoubleKeysDepthAndSize) {
  auto twice = JsonDocument::parse(R"({"a":{"b":1,"c":2,"b":3}})");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().fields.at(0).pointer, "/a/b");
  EXPECT_FALSE(JsonDocument::parse(R"({"a":1,"\u0061":2})"));
  EXPECT_FALSE(JsonDocument::parse(std::string(17, '[') + std::string(17, ']')));
  EXPECT_TRUE(JsonDocument::parse(std::string(16, '[') + std::string(16, ']')));
  EXPECT_FALSE(JsonDocument::parse(std::string(100'000, '[')));
  EXPECT_FALSE(JsonDocument::parse("[1,2,3]", {.values = 3}));
  EXPECT_EQ(JsonDocument::parse("[1,2,3]", {.bytes = 6}).error().kind, ErrorKind::TooLarge);
}

TEST(JsonReader, PatchTellsAbsentFromNull) {
  auto document = JsonDocument::parse(R"({"note":null,"name":"x"})");
  auto object = document->object();
  const auto note = object.patch("note").text();
  const auto name = object.patch("name").text();
  const auto other = object.patch("other").text();
  EXPECT_TRUE(note.is_null());
  EXPECT_EQ(name.value, "x");
  EXPECT_TRUE(other.is_absent());
  EXPECT_EQ(other.applied_to("before"), "before");
  EXPECT_EQ(note.applied_to("before"), std::nullopt);
  EXPECT_TRUE(document->finish());
}

TEST(JsonReader, KeepsFreeFormValuesAsJson) {
  constexpr std::string_view body = R"({"layout":{"a":[1,"two",null,true,0.5],"b":{}}})";
  auto document = JsonDocument::parse(body);
  EXPECT_EQ(document->object().required("layout").value()->to_json(), R"({"a":[1,"two",null,true,0.5],"b":{}})");
  EXPECT_TRUE(document->finish());
}

TEST(JsonReader, ManyFaultsMakeAShortAnswer) {
  std::string body = R"({"name":"x")";
  for (int i = 0; i < 5000; ++i) body += ",\"k" + std::to_string(i) + "\":1";
  EXPECT_EQ(faults_of(body + "}").size(), 100U);
}

TEST(JsonWriter, WritesEveryKind) {
  JsonWriter out;
  out.begin_object();
  out.field("text", "a\"b\\c\n\x01\xC3\xA4");
  out.field("flag", true).field("whole", std::int64_t{-5}).field("ratio", Ratio{0.0731}).field("zero", Ratio{-0.0});
  out.field("none", std::optional<std::string>{}).field_if("absent", std::optional<int>{});
  out.field("decimal", *parse_decimal("1204.500"))
      .field("money", Money{*parse_decimal("1204.5"), *parse_currency("EUR")});
  out.field("date", Date::of(2026, 3, 31)).field("infinite", Ratio{std::numeric_limits<double>::infinity()});
  out.array_field("list").value(1).value("x").begin_object().end_object().null().end_array();
  out.raw_field("raw", "[1]").end_object();
  EXPECT_EQ(
      out.take(),
      R"({"text":"a\"b\\c\n\u0001ä","flag":true,"whole":-5,"ratio":0.0731,"zero":0,"none":null,"decimal":"1204.5",)"
      R"("money":{"amount":"1204.50","currency":"EUR"},"date":"2026-03-31","infinite":null,"list":[1,"x",{},null],"raw":[1]})");
}

TEST(JsonWriter, ReplacesWhatIsNotUtf8) {
  std::string out;
  append_json_string(out, "a\xff\xC3z\xED\xA0\x80");
  EXPECT_EQ(out, "\"a\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD\"");
  EXPECT_TRUE(JsonDocument::parse(out));
}

}  // namespace
}  // namespace coffer::platform
