#include "platform/http/query.hpp"

namespace coffer::platform {

const std::string* QueryReader::take(std::string_view name) {
  const std::string* found = nullptr;
  for (std::size_t i = 0; i < query_.size(); ++i) {
    if (query_[i].first != name) continue;
    if (found != nullptr && !taken_[i]) refuse(name, "Send this parameter once.");
    if (found == nullptr) found = &query_[i].second;
    taken_[i] = true;
  }
  return found;
}

QueryField<RequiredField> QueryReader::required(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) refuse(name, "Is missing.");
  return {*this, name, value};
}

QueryField<OptionalField> QueryReader::optional(std::string_view name) { return {*this, name, take(name)}; }

void QueryReader::refuse(std::string_view name, std::string detail) {
  faults_.push_back({"?" + std::string(name), std::move(detail)});
}

Result<> QueryReader::finish() {
  for (std::size_t i = 0; i < query_.size(); ++i) {
    if (!taken_[i]) refuse(query_[i].first, "There is no such parameter.");
  }
  if (faults_.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_request, "Correct the parameters named in errors.",
              std::exchange(faults_, {}));
}

Page read_page(QueryReader& query) {
  Page page;
  page.limit = query.optional("limit").integer({1, 200}).value_or(50);
  page.cursor = query.optional("cursor").text({.max = 512});
  return page;
}

}  // namespace coffer::platform
