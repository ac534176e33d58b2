#include "finance/cases/cases.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "finance/cases/booking_case.hpp"
#include "finance/cases/booking_figures.hpp"
#include "finance/cases/booking_trails.hpp"
#include "finance/cases/case_comparison.hpp"
#include "finance/cases/case_figures.hpp"
#include "finance/cases/case_file.hpp"
#include "finance/cases/case_head.hpp"
#include "finance/cases/case_trails.hpp"

namespace coffer::finance {
namespace {

Result<boost::json::object> figures_of(const CaseHead& head, const boost::json::object& root) {
  if (head.engine == "coffer") {
    COFFER_TRY(file, decode_case(root));
    return compute_figures(file);
  }
  COFFER_TRY(booked, decode_booking_case(root, nullptr));
  return compute_booking_figures(booked);
}

}  // namespace

Result<std::string> evaluate_case(std::string_view text, std::string_view file_name) {
  COFFER_TRY(root, parse_case_text(text));
  COFFER_TRY(head, read_head(root));
  COFFER_TRY(figures, figures_of(head, root));
  boost::json::object line;
  line["id"] = head.id;
  line["file"] = boost::json::string(file_name.data(), file_name.size());
  line["figures"] = std::move(figures);
  return boost::json::serialize(line);
}

Result<std::string> explain_case(std::string_view text, std::string_view file_name) {
  COFFER_TRY(root, parse_case_text(text));
  COFFER_TRY(head, read_head(root));
  boost::json::object trails;
  if (head.engine == "coffer") {
    COFFER_TRY(file, decode_case(root));
    COFFER_TRY(explained, compute_trails(file));
    trails = std::move(explained);
  } else {
    COFFER_TRY(explained, compute_booking_trails(root));
    trails = std::move(explained);
  }
  boost::json::object line;
  line["id"] = head.id;
  line["file"] = boost::json::string(file_name.data(), file_name.size());
  line["trails"] = std::move(trails);
  return boost::json::serialize(line);
}

Result<CaseVerdict> check_case(std::string_view text) {
  COFFER_TRY(root, parse_case_text(text));
  COFFER_TRY(head, read_head(root));
  COFFER_TRY(expectation, read_expectation(root));
  COFFER_TRY(figures, figures_of(head, root));
  Comparison comparison = compare_figures(expectation, figures);
  return CaseVerdict{.id = head.id, .leaves = comparison.leaves, .differences = std::move(comparison.differences)};
}

}  // namespace coffer::finance
