#include "api/rest/transaction_decoding.hpp"

#include <algorithm>
#include <functional>

namespace coffer::api::rest {

using finance::TransactionFields;
using finance::TransactionType;
using platform::Choice;
using platform::DecimalSign;
using platform::JsonObject;
using platform::Request;

namespace {

constexpr platform::TextRule note_rule{.max = 2000, .shape = platform::TextShape::Paragraphs};
constexpr platform::IntegerRule ratio_rule{1, 1'000'000'000};
constexpr platform::IntegerRule sequence_rule{0, 2'147'483'647};
constexpr platform::DecimalRule amount_rule{.sign = DecimalSign::NotNegative};
// Of a dividend on a short, and of a statement: the core says where a sign is wrong.
constexpr platform::DecimalRule signed_rule{};
constexpr platform::DecimalRule share_rule{.sign = DecimalSign::NotNegative};
constexpr platform::DecimalRule rate_rule{.sign = DecimalSign::Positive};

constexpr Choice<ledger::Arrival> arrivals[] = {{"arrived", ledger::Arrival::Arrived},
                                                {"pending", ledger::Arrival::Pending}};
constexpr Choice<ledger::RightsAction> rights_actions[] = {{"grant", ledger::RightsAction::Grant},
                                                           {"exercise", ledger::RightsAction::Exercise}};
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
  void cash_in_lieu();
  void lots();
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

void FieldReader::cash_in_lieu() {
  const auto field = object_.patch("cash_in_lieu");
  platform::Patch<finance::CashInLieu> patch;
  patch.present = field.is_present();
  if (auto paid = field.object())
    patch.value = finance::CashInLieu{paid->required("quantity").decimal(amount_rule),
                                      paid->required("amount").decimal(amount_rule)};
  clearable(patch, &TransactionFields::cash_in_lieu);
}

void FieldReader::lots() {
  const auto field = object_.patch("lots");
  platform::Patch<std::vector<finance::ChosenLot>> patch;
  patch.present = field.is_present();
  std::vector<finance::ChosenLot> chosen;
  for (auto& item : field.objects({.max = 200}))
    chosen.push_back({item.required("transaction").id<TransactionId>(), item.required("quantity").decimal(rate_rule)});
  if (!chosen.empty()) patch.value = std::move(chosen);
  clearable(patch, &TransactionFields::lots);
}

void FieldReader::read_optional_fields() {
  using F = TransactionFields;
  time();
  clearable(object_.patch("settlement_date").date(), &F::settlement_date);
  clearable(object_.patch("instrument").id<InstrumentId>(), &F::instrument);
  decimal("quantity", &F::quantity, signed_rule);
  decimal("price", &F::price);
  decimal("amount", &F::amount, signed_rule);
  decimal("fee", &F::fee, signed_rule);
  decimal("tax", &F::tax, signed_rule);
  decimal("accrued_interest", &F::accrued_interest);
  decimal("fx_rate", &F::fx_rate, rate_rule);
  clearable(object_.patch("counter_account").id<AccountId>(), &F::counter_account);
  clearable(object_.patch("counter_date").date(), &F::counter_date);
  decimal("counter_amount", &F::counter_amount);
  clearable(object_.patch("counter_currency").currency(), &F::counter_currency);
  clearable(object_.patch("arrival").choice(arrivals), &F::arrival);
  decimal("fee_quantity", &F::fee_quantity);
  decimal("fee_price", &F::fee_price);
  clearable(object_.patch("new_instrument").id<InstrumentId>(), &F::new_instrument);
  decimal("new_quantity", &F::new_quantity);
  decimal("new_price", &F::new_price);
  decimal("cost_share", &F::cost_share, share_rule);
  clearable(object_.patch("rights").choice(rights_actions), &F::rights);
  cash_in_lieu();
  lots();
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

finance::TransactionFilter read_selection(JsonObject& object) {
  finance::TransactionFilter filter;
  if (object.keys().empty()) object.refuse("", "Give at least one condition.");
  filter.account = object.optional("account").id<AccountId>();
  filter.portfolio = object.optional("portfolio").id<PortfolioId>();
  filter.instrument = object.optional("instrument").id<InstrumentId>();
  filter.type = object.optional("type").choice(transaction_types);
  filter.from = object.optional("from").date();
  filter.to = object.optional("to").date();
  filter.text = object.optional("q").text({.max = 100});
  filter.import = object.optional("import").id<ImportId>();
  return filter;
}

finance::TransactionEdit read_bulk_change(JsonObject& object) {
  using T = TransactionFields;
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  FieldReader reader(object);
  reader.kept("account", object.patch("account").id<AccountId>(), &T::account);
  reader.kept("date", object.patch("date").date(), &T::date);
  reader.kept("type", object.patch("type").choice(transaction_types), &T::type);
  reader.clearable(object.patch("instrument").id<InstrumentId>(), &T::instrument);
  reader.clearable(object.patch("category").text({.max = 60}), &T::category);
  reader.clearable(object.patch("note").text(note_rule), &T::note);
  return reader.take();
}

}  // namespace

Result<TransactionFields> decode_new_transaction(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  TransactionFields fields;
  fields.account = object.required("account").id<AccountId>();
  fields.type = object.required("type").choice(transaction_types);
  fields.date = object.required("date").date();
  fields.currency = object.required("currency").currency();
  FieldReader reader(object);
  reader.read_optional_fields();
  COFFER_CHECK(body.finish());
  reader.take()(fields);
  return fields;
}

Result<TransactionPatch> decode_transaction_patch(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  TransactionPatch patch;
  patch.reason = object.optional("reason").text({.max = 500, .shape = platform::TextShape::Paragraphs});
  FieldReader reader(object);
  reader.kept("account", object.patch("account").id<AccountId>(), &TransactionFields::account);
  reader.kept("type", object.patch("type").choice(transaction_types), &TransactionFields::type);
  reader.kept("date", object.patch("date").date(), &TransactionFields::date);
  reader.kept("currency", object.patch("currency").currency(), &TransactionFields::currency);
  reader.read_optional_fields();
  COFFER_CHECK(body.finish());
  patch.edit = reader.take();
  return patch;
}

Result<BulkEdit> decode_bulk_edit(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  BulkEdit bulk;
  bulk.selection.transactions = object.optional("transactions")
                                    .ids<TransactionId>({.min = 1, .max = 1000})
                                    .value_or(std::vector<TransactionId>{});
  auto sorted = bulk.selection.transactions;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) object.refuse("transactions", "Name each of them once.");
  if (auto filter = object.optional("filter").object()) bulk.selection.filter = read_selection(*filter);
  const auto count = object.optional("count").integer({1, finance::most_bulk_rows});
  if (object.has("transactions") == object.has("filter"))
    object.refuse("transactions", "Name the transactions, or give a filter: one of the two.");
  if (object.has("filter") && !count)
    object.refuse("count", "Say how many the filter finds, so that nothing else is changed.");
  if (object.has("transactions") && object.has("count")) object.refuse("count", "A count goes with a filter.");
  bulk.selection.count = count.value_or(0);
  const bool removes = object.optional("remove").flag().value_or(false);
  if (object.has("remove") && !removes) object.refuse("remove", "Say true, or leave it out.");
  if (auto change = object.optional("change").object()) bulk.edit = read_bulk_change(*change);
  if (removes == object.has("change")) object.refuse("change", "Give what is to change, or remove: one of the two.");
  bulk.reason = object.optional("reason").text({.max = 500, .shape = platform::TextShape::Paragraphs});
  COFFER_CHECK(body.finish());
  return bulk;
}

}  // namespace coffer::api::rest
