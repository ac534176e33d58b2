#include "finance/cases/case_head.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>

#include "finance/cases/case_problems.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t most_bytes = 64U << 20U;

}  // namespace

Result<boost::json::object> parse_case_text(std::string_view text) {
  if (text.size() > most_bytes)
    return fail(ErrorKind::TooLarge, problems::invalid_case, "A case file has at most 64 MB.");
  boost::system::error_code error;
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::value root = boost::json::parse({text.data(), text.size()}, error, {}, options);
  if (error || !root.is_object())
    return fail(ErrorKind::Invalid, problems::invalid_case, "The file is not a JSON object.");
  return std::move(root.get_object());
}

Result<> refuse_faults(const CaseFaults& faults) {
  if (faults.all().empty()) return {};
  const FieldError& first = faults.all().front();
  return fail(ErrorKind::Invalid, problems::invalid_case, first.pointer + ": " + first.detail, faults.all());
}

Result<CaseHead> read_head(const boost::json::object& root) {
  CaseFaults faults;
  const CaseReader reader(root, "", faults);
  CaseHead head;
  head.id = reader.text("id").value_or("");
  if (const auto model = reader.object("model"))
    head.engine = model->text("engine").value_or("");
  else
    reader.refuse("model", "Name the engine.");
  COFFER_CHECK(refuse_faults(faults));
  return head;
}

Result<CaseExpectation> read_expectation(const boost::json::object& root) {
  CaseFaults faults;
  const CaseReader reader(root, "", faults);
  CaseExpectation expectation;
  if (const auto figures = reader.object("expect")) expectation.figures = figures->raw();
  expectation.partial = reader.texts("partial");
  if (const auto tolerance = reader.object("tolerance"))
    expectation.tolerance = {.money = tolerance->decimal("money").value_or(Decimal()),
                             .rate = tolerance->decimal("rate").value_or(Decimal()),
                             .quantity = tolerance->decimal("quantity").value_or(Decimal())};
  COFFER_CHECK(refuse_faults(faults));
  return expectation;
}

}  // namespace coffer::finance
