#include "finance/cases/cases.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "finance/cases/case_comparison.hpp"
#include "finance/cases/case_figures.hpp"
#include "finance/cases/case_file.hpp"
#include "finance/cases/case_trails.hpp"

namespace coffer::finance {

Result<std::string> evaluate_case(std::string_view text, std::string_view file_name) {
  COFFER_TRY(file, parse_case(text));
  COFFER_TRY(figures, compute_figures(file));
  boost::json::object line;
  line["id"] = file.id;
  line["file"] = boost::json::string(file_name.data(), file_name.size());
  line["figures"] = std::move(figures);
  return boost::json::serialize(line);
}

Result<std::string> explain_case(std::string_view text, std::string_view file_name) {
  COFFER_TRY(file, parse_case(text));
  COFFER_TRY(trails, compute_trails(file));
  boost::json::object line;
  line["id"] = file.id;
  line["file"] = boost::json::string(file_name.data(), file_name.size());
  line["trails"] = std::move(trails);
  return boost::json::serialize(line);
}

Result<CaseVerdict> check_case(std::string_view text) {
  COFFER_TRY(file, parse_case(text));
  COFFER_TRY(figures, compute_figures(file));
  Comparison comparison = compare_figures(file.expect, figures, file.tolerance, file.partial);
  return CaseVerdict{.id = file.id, .leaves = comparison.leaves, .differences = std::move(comparison.differences)};
}

}  // namespace coffer::finance
