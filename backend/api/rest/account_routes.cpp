// Accounts and whose they are.
#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Choice;
using platform::JsonObject;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::TextRule name_rule{.max = 120};
constexpr platform::TextRule note_rule{.max = 2000, .shape = platform::TextShape::Paragraphs};

constexpr Choice<finance::AccountKind> kinds[] = {{"brokerage", finance::AccountKind::Brokerage},
                                                  {"bank", finance::AccountKind::Bank},
                                                  {"savings", finance::AccountKind::Savings},
                                                  {"cash", finance::AccountKind::Cash},
                                                  {"credit_card", finance::AccountKind::CreditCard},
                                                  {"pension", finance::AccountKind::Pension},
                                                  {"crypto", finance::AccountKind::Crypto},
                                                  {"property", finance::AccountKind::Property},
                                                  {"loan", finance::AccountKind::Loan},
                                                  {"other", finance::AccountKind::Other}};
constexpr Choice<finance::Shorts> shorts[] = {{"refused", finance::Shorts::Refused},
                                              {"allowed", finance::Shorts::Allowed}};

// "tracked", "untracked", or the id of the account in which cash settles.
std::optional<finance::CashKeeping> decode_cash(JsonObject& object, const std::optional<std::string>& word) {
  if (!word) return std::nullopt;
  using Mode = finance::CashKeeping::Mode;
  if (*word == "tracked") return finance::CashKeeping{Mode::Tracked, {}};
  if (*word == "untracked") return finance::CashKeeping{Mode::Untracked, {}};
  if (const auto id = parse_id<AccountId>(*word)) return finance::CashKeeping{Mode::Settled, *id};
  object.refuse("cash", "Write tracked, untracked, or the id of the account in which cash settles.");
  return std::nullopt;
}

Result<finance::NewAccount> decode_new_account(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  finance::NewAccount account;
  account.name = object.required("name").text(name_rule);
  account.kind = object.required("kind").choice(kinds);
  account.currency = object.required("currency").currency();
  account.cash = decode_cash(object, object.optional("cash").text({.max = 36})).value_or(finance::CashKeeping{});
  account.cost_basis = object.optional("cost_basis").choice(cost_basis_words).value_or(finance::CostBasis::Fifo);
  account.shorts = object.optional("shorts").choice(shorts).value_or(finance::Shorts::Refused);
  account.institution = object.optional("institution").text(name_rule);
  account.note = object.optional("note").text(note_rule);
  account.opened_on = object.optional("opened_on").date();
  COFFER_CHECK(body.finish());
  return account;
}

template <class T>
void keep_present(JsonObject& object, std::string_view key, const platform::Patch<T>& patch, std::optional<T>& into) {
  if (patch.is_null()) object.refuse(key, "This cannot be taken away.");
  into = patch.value;
}

template <class T>
std::optional<std::optional<T>> clearable(const platform::Patch<T>& patch) {
  if (patch.is_absent()) return std::nullopt;
  return patch.value;
}

Result<finance::AccountChange> decode_account_change(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  finance::AccountChange change;
  keep_present(object, "name", object.patch("name").text(name_rule), change.name);
  keep_present(object, "kind", object.patch("kind").choice(kinds), change.kind);
  std::optional<std::string> cash;
  keep_present(object, "cash", object.patch("cash").text({.max = 36}), cash);
  change.cash = decode_cash(object, cash);
  keep_present(object, "cost_basis", object.patch("cost_basis").choice(cost_basis_words), change.cost_basis);
  keep_present(object, "shorts", object.patch("shorts").choice(shorts), change.shorts);
  change.institution = clearable(object.patch("institution").text(name_rule));
  change.note = clearable(object.patch("note").text(note_rule));
  change.opened_on = clearable(object.patch("opened_on").date());
  change.closed_on = clearable(object.patch("closed_on").date());
  change.from = object.optional("from").date();
  COFFER_CHECK(body.finish());
  return change;
}

Result<std::vector<finance::OwnershipEntry>> decode_shares(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  std::vector<finance::OwnershipEntry> shares;
  for (auto& item : object.required("shares").objects({.max = 200})) {
    finance::OwnershipEntry entry;
    entry.member = item.required("member").id<UserId>();
    entry.from = item.optional("from").date();
    entry.share = item.required("share").decimal({.sign = platform::DecimalSign::NotNegative});
    if (entry.share > Decimal(1)) item.refuse("share", "A share is a fraction from 0 to 1, such as 0.5.");
    shares.push_back(entry);
  }
  COFFER_CHECK(body.finish());
  return shares;
}

Response show(const finance::Account& account) {
  platform::JsonWriter json;
  append_account(json, account);
  return platform::json(std::move(json)).with("etag", platform::make_etag(account.id.uuid, account.version));
}

Task<Response> list_accounts(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.accounts.list_accounts(request.caller, std::move(page)));
  co_return platform::json(encode_list(list, append_account));
}

Task<Response> get_account(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<AccountId>("id"));
  COFFER_CO_TRY(account, co_await parts.accounts.get_account(request.caller, id));
  platform::JsonWriter json;
  append_account(json, account);
  co_return platform::with_etag(request, platform::json(std::move(json)),
                                platform::make_etag(id.uuid, account.version));
}

Task<Response> create_account(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(input, decode_new_account(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(account, co_await parts.accounts.create_account(request.caller, unit, input));
    auto response = show(account);
    response.status = 201;
    response.with("location", "/v1/accounts/" + account.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_account(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<AccountId>("id"));
  COFFER_CO_TRY(change, decode_account_change(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(account, co_await parts.accounts.update_account(request.caller, unit, id, change,
                                                                  version_check(request, id.uuid)));
    co_return show(account);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_account(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<AccountId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.accounts.remove_account(request.caller, unit, id, version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Response show_ownership(const finance::Ownership& ownership) {
  platform::JsonWriter json;
  append_ownership(json, ownership);
  return platform::json(std::move(json));
}

Task<Response> get_ownership(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<AccountId>("id"));
  COFFER_CO_TRY(ownership, co_await parts.accounts.get_ownership(request.caller, id));
  co_return platform::with_etag(request, show_ownership(ownership), platform::make_etag(id.uuid, ownership.version));
}

Task<Response> update_ownership(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<AccountId>("id"));
  COFFER_CO_TRY(shares, decode_shares(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(ownership, co_await parts.accounts.update_ownership(request.caller, unit, id, shares,
                                                                      version_check(request, id.uuid)));
    co_return show_ownership(ownership).with("etag", platform::make_etag(id.uuid, ownership.version));
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_account_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/accounts", "list_accounts", [parts](const Request& r) { return list_accounts(parts, r); });
  router.post("/v1/accounts", "create_account", [parts](const Request& r) { return create_account(parts, r); });
  router.get("/v1/accounts/{id}", "get_account", [parts](const Request& r) { return get_account(parts, r); });
  router.patch("/v1/accounts/{id}", "update_account", [parts](const Request& r) { return update_account(parts, r); });
  router.remove("/v1/accounts/{id}", "remove_account", [parts](const Request& r) { return remove_account(parts, r); });
  router.get("/v1/accounts/{id}/ownership", "get_account_ownership",
             [parts](const Request& r) { return get_ownership(parts, r); });
  router.put("/v1/accounts/{id}/ownership", "update_account_ownership",
             [parts](const Request& r) { return update_ownership(parts, r); });
}

}  // namespace coffer::api::rest
