// Corporate actions of an instrument.
#include <functional>

#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/preview_encoding.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using finance::ActionTerms;
using finance::TransactionType;
using platform::Choice;
using platform::DecimalSign;
using platform::JsonObject;
using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::TextRule note_rule{.max = 2000, .shape = platform::TextShape::Paragraphs};
constexpr platform::IntegerRule ratio_rule{1, 1'000'000'000};
constexpr platform::DecimalRule amount_rule{.sign = DecimalSign::NotNegative};
constexpr platform::DecimalRule units_rule{.sign = DecimalSign::Positive};

constexpr Choice<TransactionType> action_types[] = {
    {"split", TransactionType::Split},
    {"stock_dividend", TransactionType::StockDividend},
    {"spin_off", TransactionType::SpinOff},
    {"merger", TransactionType::Merger},
    {"rights", TransactionType::Rights},
    {"return_of_capital", TransactionType::ReturnOfCapital},
    {"symbol_change", TransactionType::SymbolChange},
};

std::vector<finance::AccountTerms> read_accounts(JsonObject& object) {
  std::vector<finance::AccountTerms> accounts;
  for (auto& item : object.optional("accounts").objects({.max = 200})) {
    finance::AccountTerms terms;
    terms.account = item.required("account").id<AccountId>();
    terms.amount = item.optional("amount").decimal(amount_rule);
    terms.quantity = item.optional("quantity").decimal(units_rule);
    terms.cash_in_lieu = item.optional("cash_in_lieu").decimal(amount_rule);
    accounts.push_back(terms);
  }
  return accounts;
}

Result<finance::NewAction> decode_new_action(const Request& request, InstrumentId instrument) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  finance::NewAction action;
  auto& terms = action.terms;
  terms.instrument = instrument;
  terms.type = object.required("type").choice(action_types);
  terms.ex_date = object.required("ex_date").date();
  terms.ratio_to = object.optional("ratio_to").integer(ratio_rule);
  terms.ratio_from = object.optional("ratio_from").integer(ratio_rule);
  terms.new_instrument = object.optional("new_instrument").id<InstrumentId>();
  terms.cost_share = object.optional("cost_share").decimal(amount_rule);
  terms.cash_per_unit = object.optional("cash_per_unit").decimal(amount_rule);
  terms.new_price = object.optional("new_price").decimal(amount_rule);
  terms.fraction_price = object.optional("fraction_price").decimal(amount_rule);
  terms.currency = object.optional("currency").currency().value_or(Currency{});
  terms.note = object.optional("note").text(note_rule);
  action.accounts = read_accounts(object);
  COFFER_CHECK(body.finish());
  return action;
}

// What a patch says of the terms: absent leaves, null clears, a value sets.
class TermsPatch {
 public:
  template <class T>
  void clearable(const platform::Patch<T>& patch, std::optional<T> ActionTerms::* member) {
    if (patch.is_absent()) return;
    edits_.push_back([member, value = patch.value](ActionTerms& terms) { terms.*member = value; });
  }
  template <class T>
  void kept(JsonObject& object, std::string_view key, const platform::Patch<T>& patch, T ActionTerms::* member) {
    if (patch.is_null()) object.refuse(key, "This cannot be taken away.");
    if (!patch.value) return;
    edits_.push_back([member, value = *patch.value](ActionTerms& terms) { terms.*member = value; });
  }
  [[nodiscard]] finance::ActionEdit take() {
    return [edits = std::move(edits_)](ActionTerms& terms) {
      for (const auto& edit : edits) edit(terms);
    };
  }

 private:
  std::vector<finance::ActionEdit> edits_;
};

Result<finance::ActionChange> decode_action_change(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  TermsPatch patch;
  patch.kept(object, "ex_date", object.patch("ex_date").date(), &ActionTerms::ex_date);
  patch.kept(object, "currency", object.patch("currency").currency(), &ActionTerms::currency);
  patch.clearable(object.patch("ratio_to").integer(ratio_rule), &ActionTerms::ratio_to);
  patch.clearable(object.patch("ratio_from").integer(ratio_rule), &ActionTerms::ratio_from);
  patch.clearable(object.patch("new_instrument").id<InstrumentId>(), &ActionTerms::new_instrument);
  patch.clearable(object.patch("cost_share").decimal(amount_rule), &ActionTerms::cost_share);
  patch.clearable(object.patch("cash_per_unit").decimal(amount_rule), &ActionTerms::cash_per_unit);
  patch.clearable(object.patch("new_price").decimal(amount_rule), &ActionTerms::new_price);
  patch.clearable(object.patch("fraction_price").decimal(amount_rule), &ActionTerms::fraction_price);
  patch.clearable(object.patch("note").text(note_rule), &ActionTerms::note);
  finance::ActionChange change;
  change.accounts = read_accounts(object);
  COFFER_CHECK(body.finish());
  change.edit = patch.take();
  return change;
}

void append_booking(JsonWriter& json, const finance::TransactionFields& fields, std::string_view account_name,
                    const std::optional<TransactionId>& transaction) {
  json.begin_object()
      .field("transaction", transaction)
      .field("account", fields.account)
      .field("account_name", account_name)
      .field("type", ledger::transaction_type_name(fields.type))
      .field("quantity", fields.quantity)
      .field("amount", fields.amount ? std::optional(Money{*fields.amount, fields.currency}) : std::nullopt);
  if (fields.cash_in_lieu) {
    json.object_field("cash_in_lieu")
        .field("quantity", fields.cash_in_lieu->quantity)
        .field("amount", Money{fields.cash_in_lieu->amount, fields.currency})
        .end_object();
  } else {
    json.null_field("cash_in_lieu");
  }
  json.end_object();
}

void append_action(JsonWriter& json, const finance::RecordedAction& action) {
  const auto& terms = action.row.terms;
  json.begin_object()
      .field("id", action.row.id)
      .field("instrument", terms.instrument)
      .field("type", ledger::transaction_type_name(terms.type))
      .field("ex_date", terms.ex_date)
      .field("ratio_to", terms.ratio_to)
      .field("ratio_from", terms.ratio_from);
  if (action.new_instrument) {
    json.key("new_instrument");
    append_reference(json, *action.new_instrument);
  } else {
    json.null_field("new_instrument");
  }
  const auto trimmed = [](const std::optional<Decimal>& value) {
    return value ? std::optional(trim(*value)) : std::nullopt;
  };
  json.field("cost_share", trimmed(terms.cost_share))
      .field("cash_per_unit", trimmed(terms.cash_per_unit))
      .field("new_price", trimmed(terms.new_price))
      .field("fraction_price", trimmed(terms.fraction_price))
      .field("currency", terms.currency.is_empty() ? std::nullopt : std::optional(terms.currency))
      .field("note", terms.note)
      .field("scope", action.row.scope == finance::InstrumentScope::Public ? "public" : "household")
      .array_field("bookings");
  for (const auto& booked : action.bookings) append_booking(json, booked.fields, booked.account_name, booked.id);
  json.end_array().field("recorded_at", action.row.recorded_at).field("version", action.row.revision).end_object();
}

void append_holding(JsonWriter& json, std::string_view name, const finance::ActionHolding& holding, Currency currency) {
  const auto money = [&](const std::optional<Decimal>& amount) {
    return amount ? std::optional(Money{*amount, currency}) : std::nullopt;
  };
  json.object_field(name)
      .field("quantity", holding.quantity)
      .field("lots", holding.lots)
      .field("cost", money(holding.cost))
      .field("value", money(holding.value))
      .end_object();
}

void append_action_preview(JsonWriter& json, const finance::ActionPreview& preview) {
  json.begin_object().field("on", preview.on).array_field("holdings");
  for (const auto& effect : preview.holdings) {
    json.begin_object().field("account", effect.account).field("account_name", effect.account_name).key("instrument");
    append_reference(json, effect.instrument);
    append_holding(json, "before", effect.before, effect.instrument.currency);
    append_holding(json, "after", effect.after, effect.instrument.currency);
    json.end_object();
  }
  json.end_array();
  append_cash_effects(json, preview.cash);
  json.array_field("bookings");
  for (std::size_t i = 0; i < preview.bookings.size(); ++i)
    append_booking(json, preview.bookings[i], preview.account_names[i], std::nullopt);
  json.end_array().field("realized_gain", preview.realized_gain
                                              ? std::optional(Money{*preview.realized_gain, preview.currency})
                                              : std::nullopt);
  append_preview_warnings(json, preview.warnings);
  json.end_object();
}

Response show(const finance::RecordedAction& action) {
  JsonWriter json;
  append_action(json, action);
  return platform::json(std::move(json)).with("etag", platform::make_etag(action.row.id, action.row.revision));
}

Task<Response> list_actions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.actions.list_actions(request.caller, id, std::move(page)));
  co_return platform::json(encode_list(list, append_action));
}

Task<Response> get_action(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(action, request.param_id<finance::CorporateActionId>("action"));
  // Never 304: what stands of its transactions is no part of the version that the tag names.
  COFFER_CO_TRY(found, co_await parts.actions.get_action(request.caller, id, action.uuid));
  co_return show(found);
}

Task<Response> create_action(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(action, decode_new_action(request, id));
  // Asked before the unit of work begins, answered in it: a repeated request gets its stored answer first.
  auto planned = co_await parts.actions.plan_action(request.caller, std::move(action));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(planned);
    COFFER_CO_TRY(kept, co_await parts.actions.create_action(request.caller, unit, *planned));
    auto response = show(kept.action);
    if (kept.novelty == finance::KeptAction::Novelty::New) {
      response.status = 201;
      response.with("location",
                    "/v1/instruments/" + id.text() + "/corporate-actions/" + format_uuid(kept.action.row.id));
    }
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_action(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(action, request.param_id<finance::CorporateActionId>("action"));
  COFFER_CO_TRY(change, decode_action_change(request));
  auto planned = co_await parts.actions.plan_change(request.caller, id, action.uuid, std::move(change));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(planned);
    COFFER_CO_TRY(kept, co_await parts.actions.update_action(request.caller, unit, *planned,
                                                             version_check(request, action.uuid)));
    co_return show(kept);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_action(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(action, request.param_id<finance::CorporateActionId>("action"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.actions.remove_action(request.caller, unit, id, action.uuid,
                                                         version_check(request, action.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> preview_action(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  platform::QueryReader query(request.query);
  const auto instead_of = query.optional("instead_of").id<finance::CorporateActionId>();
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(action, decode_new_action(request, id));
  auto planned = instead_of
                     ? co_await parts.actions.plan_change(
                           request.caller, id, instead_of->uuid,
                           {[terms = action.terms](ActionTerms& told) { told = terms; }, std::move(action.accounts)})
                     : co_await parts.actions.plan_action(request.caller, std::move(action));
  COFFER_CO_CHECK(planned);
  COFFER_CO_TRY(preview, co_await parts.actions.preview_action(request.caller, std::move(*planned)));
  JsonWriter json(8 * 1024);
  append_action_preview(json, preview);
  co_return platform::json(std::move(json));
}

}  // namespace

void add_action_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/instruments/{id}/corporate-actions", "list_corporate_actions",
             [parts](const Request& r) { return list_actions(parts, r); });
  router.post("/v1/instruments/{id}/corporate-actions", "create_corporate_action",
              [parts](const Request& r) { return create_action(parts, r); });
  router.post("/v1/instruments/{id}/corporate-actions/preview", "preview_corporate_action",
              [parts](const Request& r) { return preview_action(parts, r); });
  router.get("/v1/instruments/{id}/corporate-actions/{action}", "get_corporate_action",
             [parts](const Request& r) { return get_action(parts, r); });
  router.patch("/v1/instruments/{id}/corporate-actions/{action}", "update_corporate_action",
               [parts](const Request& r) { return update_action(parts, r); });
  router.remove("/v1/instruments/{id}/corporate-actions/{action}", "remove_corporate_action",
                [parts](const Request& r) { return remove_action(parts, r); });
}

}  // namespace coffer::api::rest
