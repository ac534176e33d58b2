// Transactions and their revisions.
#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using finance::TransactionFields;
using finance::TransactionType;
using platform::Choice;
using platform::DecimalSign;
using platform::JsonObject;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::TextRule note_rule{.max = 2000, .shape = platform::TextShape::Paragraphs};
constexpr platform::IntegerRule ratio_rule{1, 1'000'000'000};
constexpr platform::IntegerRule sequence_rule{0, 2'147'483'647};
constexpr platform::DecimalRule amount_rule{.sign = DecimalSign::NotNegative};
constexpr platform::DecimalRule rate_rule{.sign = DecimalSign::Positive};

constexpr Choice<TransactionType> types[] = {
    {"buy", TransactionType::Buy},
    {"sell", TransactionType::Sell},
    {"dividend", TransactionType::Dividend},
    {"interest", TransactionType::Interest},
    {"interest_charge", TransactionType::InterestCharge},
    {"income", TransactionType::Income},
    {"expense", TransactionType::Expense},
    {"fee", TransactionType::Fee},
    {"fee_refund", TransactionType::FeeRefund},
    {"tax", TransactionType::Tax},
    {"tax_refund", TransactionType::TaxRefund},
    {"deposit", TransactionType::Deposit},
    {"withdrawal", TransactionType::Withdrawal},
    {"cash_transfer", TransactionType::CashTransfer},
    {"fx_exchange", TransactionType::FxExchange},
    {"transfer", TransactionType::Transfer},
    {"delivery_in", TransactionType::DeliveryIn},
    {"delivery_out", TransactionType::DeliveryOut},
    {"split", TransactionType::Split},
    {"valuation", TransactionType::Valuation},
    {"loan_draw", TransactionType::LoanDraw},
    {"loan_repayment", TransactionType::LoanRepayment},
};
constexpr Choice<finance::TransactionSort> sorts[] = {
    {"date", finance::TransactionSort::Date},
    {"-date", finance::TransactionSort::DateDescending},
    {"amount", finance::TransactionSort::Amount},
    {"-amount", finance::TransactionSort::AmountDescending},
    {"recorded_at", finance::TransactionSort::RecordedAt},
    {"-recorded_at", finance::TransactionSort::RecordedAtDescending},
};

bool is_time(std::string_view text) {
  const auto digits = [&](std::size_t at, int most) {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9')
      return false;
    return (text[at] - '0') * 10 + (text[at + 1] - '0') <= most;
  };
  if (text.size() != 5 && text.size() != 8) return false;
  return digits(0, 23) && text[2] == ':' && digits(3, 59) && (text.size() == 5 || (text[5] == ':' && digits(6, 59)));
}

// Reads each field into the change that it asks for: absent leaves, null clears, a value sets.
class FieldReader {
 public:
  explicit FieldReader(JsonObject& object) : object_(object) {}

  template <class T>
  void clearable(const platform::Patch<T>& patch, std::optional<T> TransactionFields::* member) {
    if (patch.is_absent()) return;
    edits_.push_back([member, value = patch.value](TransactionFields& fields) { fields.*member = value; });
  }
  template <class T>
  void kept(std::string_view key, const platform::Patch<T>& patch, T TransactionFields::* member) {
    if (patch.is_null()) object_.refuse(key, "This cannot be taken away.");
    if (!patch.value) return;
    edits_.push_back([member, value = *patch.value](TransactionFields& fields) { fields.*member = value; });
  }
  void decimal(std::string_view key, std::optional<Decimal> TransactionFields::* member,
               platform::DecimalRule rule = amount_rule) {
    clearable(object_.patch(key).decimal(rule), member);
  }
  void read_optional_fields();
  void time();
  [[nodiscard]] finance::TransactionEdit take() {
    return [edits = std::move(edits_)](TransactionFields& fields) {
      for (const auto& edit : edits) edit(fields);
    };
  }

 private:
  JsonObject& object_;
  std::vector<std::function<void(TransactionFields&)>> edits_;
};

void FieldReader::time() {
  const auto patch = object_.patch("time").text({.max = 8});
  if (patch.value && !is_time(*patch.value)) object_.refuse("time", "Write the time of day as 15:30 or 15:30:00.");
  clearable(patch, &TransactionFields::time);
}

void FieldReader::read_optional_fields() {
  using F = TransactionFields;
  time();
  clearable(object_.patch("settlement_date").date(), &F::settlement_date);
  clearable(object_.patch("instrument").id<InstrumentId>(), &F::instrument);
  decimal("quantity", &F::quantity);
  decimal("price", &F::price);
  decimal("amount", &F::amount);
  decimal("fee", &F::fee);
  decimal("tax", &F::tax);
  decimal("accrued_interest", &F::accrued_interest);
  decimal("fx_rate", &F::fx_rate, rate_rule);
  clearable(object_.patch("counter_account").id<AccountId>(), &F::counter_account);
  clearable(object_.patch("counter_date").date(), &F::counter_date);
  decimal("counter_amount", &F::counter_amount);
  clearable(object_.patch("counter_currency").currency(), &F::counter_currency);
  clearable(object_.patch("ratio_to").integer(ratio_rule), &F::ratio_to);
  clearable(object_.patch("ratio_from").integer(ratio_rule), &F::ratio_from);
  decimal("cost", &F::cost);
  clearable(object_.patch("cost_date").date(), &F::cost_date);
  clearable(object_.patch("realises").flag(), &F::realises);
  const auto loan = object_.patch("loan").id<AccountId>();
  if (loan.value && object_.has("counter_account"))
    object_.refuse("loan", "Name the loan or the receiving account, not both.");
  clearable(loan, &F::counter_account);
  decimal("principal", &F::principal);
  decimal("interest", &F::interest);
  clearable(object_.patch("category").text({.max = 60}), &F::category);
  clearable(object_.patch("sequence").integer(sequence_rule), &F::sequence);
  clearable(object_.patch("external_id").text({.max = 200}), &F::external_id);
  clearable(object_.patch("note").text(note_rule), &F::note);
}

Result<TransactionFields> decode_new_transaction(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  TransactionFields fields;
  fields.account = object.required("account").id<AccountId>();
  fields.type = object.required("type").choice(types);
  fields.date = object.required("date").date();
  fields.currency = object.required("currency").currency();
  FieldReader reader(object);
  reader.read_optional_fields();
  COFFER_CHECK(body.finish());
  reader.take()(fields);
  return fields;
}

struct TransactionPatch {
  finance::TransactionEdit edit;
  std::optional<std::string> reason;
};

Result<TransactionPatch> decode_transaction_patch(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  TransactionPatch patch;
  patch.reason = object.optional("reason").text({.max = 500, .shape = platform::TextShape::Paragraphs});
  FieldReader reader(object);
  reader.kept("account", object.patch("account").id<AccountId>(), &TransactionFields::account);
  reader.kept("type", object.patch("type").choice(types), &TransactionFields::type);
  reader.kept("date", object.patch("date").date(), &TransactionFields::date);
  reader.kept("currency", object.patch("currency").currency(), &TransactionFields::currency);
  reader.read_optional_fields();
  COFFER_CHECK(body.finish());
  patch.edit = reader.take();
  return patch;
}

Result<std::pair<finance::TransactionFilter, finance::PageRequest>> decode_filter(const Request& request) {
  platform::QueryReader query(request.query);
  finance::TransactionFilter filter;
  filter.account = query.optional("account").id<AccountId>();
  filter.portfolio = query.optional("portfolio").id<PortfolioId>();
  filter.instrument = query.optional("instrument").id<InstrumentId>();
  filter.type = query.optional("type").choice(types);
  filter.from = query.optional("from").date();
  filter.to = query.optional("to").date();
  filter.text = query.optional("q").text({.max = 100});
  filter.import = query.optional("import").id<ImportId>();
  filter.sort = query.optional("sort").choice(sorts).value_or(finance::TransactionSort::DateDescending);
  auto page = to_page(platform::read_page(query));
  COFFER_CHECK(query.finish());
  return std::pair{std::move(filter), std::move(page)};
}

Response show(const finance::Transaction& transaction) {
  platform::JsonWriter json;
  append_transaction(json, transaction);
  return platform::json(std::move(json)).with("etag", platform::make_etag(transaction.id.uuid, transaction.revision));
}

Task<Response> list_transactions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(wanted, decode_filter(request));
  COFFER_CO_TRY(list, co_await parts.transactions.list_transactions(request.caller, std::move(wanted.first),
                                                                    std::move(wanted.second)));
  co_return platform::json(encode_list(list, append_transaction));
}

Task<Response> get_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  COFFER_CO_TRY(transaction, co_await parts.transactions.get_transaction(request.caller, id));
  platform::JsonWriter json;
  append_transaction(json, transaction);
  co_return platform::with_etag(request, platform::json(std::move(json)),
                                platform::make_etag(id.uuid, transaction.revision));
}

Task<Response> create_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(fields, decode_new_transaction(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction, co_await parts.transactions.create_transaction(request.caller, unit, fields));
    auto response = show(transaction);
    response.status = 201;
    response.with("location", "/v1/transactions/" + transaction.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  COFFER_CO_TRY(patch, decode_transaction_patch(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction,
                  co_await parts.transactions.update_transaction(request.caller, unit, id, patch.edit, patch.reason,
                                                                 version_check(request, id.uuid)));
    co_return show(transaction);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  platform::QueryReader query(request.query);
  const auto reason = query.optional("reason").text({.max = 500});
  COFFER_CO_CHECK(query.finish());
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.transactions.remove_transaction(request.caller, unit, id, reason,
                                                                   version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> restore_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction, co_await parts.transactions.restore_transaction(request.caller, unit, id));
    co_return show(transaction);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> list_revisions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.transactions.list_revisions(request.caller, id, std::move(page)));
  co_return platform::json(encode_list(list, append_revision));
}

}  // namespace

void add_transaction_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/transactions", "list_transactions",
             [parts](const Request& r) { return list_transactions(parts, r); });
  router.post("/v1/transactions", "create_transaction",
              [parts](const Request& r) { return create_transaction(parts, r); });
  router.get("/v1/transactions/{id}", "get_transaction",
             [parts](const Request& r) { return get_transaction(parts, r); });
  router.patch("/v1/transactions/{id}", "update_transaction",
               [parts](const Request& r) { return update_transaction(parts, r); });
  router.remove("/v1/transactions/{id}", "remove_transaction",
                [parts](const Request& r) { return remove_transaction(parts, r); });
  router.post("/v1/transactions/{id}/restore", "restore_transaction",
              [parts](const Request& r) { return restore_transaction(parts, r); }, {.body = platform::BodyKind::None});
  router.get("/v1/transactions/{id}/revisions", "list_transaction_revisions",
             [parts](const Request& r) { return list_revisions(parts, r); });
}

}  // namespace coffer::api::rest
