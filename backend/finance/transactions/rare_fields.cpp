#include "finance/transactions/rare_fields.hpp"

#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using platform::JsonDocument;
using platform::JsonWriter;

namespace {

void read_lots(std::string_view text, TransactionFields& fields) {
  auto document = JsonDocument::parse(text);
  if (!document) return;
  const auto items = document->value().list();
  if (!items) return;
  std::vector<ChosenLot> lots;
  for (const auto& item : *items) {
    auto object = item.object();
    if (!object) continue;
    ChosenLot lot;
    lot.transaction = object->required("transaction").id<TransactionId>();
    lot.quantity = object->required("quantity").decimal();
    lots.push_back(lot);
  }
  fields.lots = std::move(lots);
}

void read_details(std::string_view text, TransactionFields& fields) {
  auto document = JsonDocument::parse(text);
  if (!document) return;
  auto object = document->object();
  if (object.optional("arrival").text() == "pending") fields.arrival = ledger::Arrival::Pending;
  fields.fee_quantity = object.optional("fee_quantity").decimal();
  fields.fee_price = object.optional("fee_price").decimal();
  fields.new_price = object.optional("new_price").decimal();
  if (const auto rights = object.optional("rights").text())
    fields.rights = *rights == "exercise" ? ledger::RightsAction::Exercise : ledger::RightsAction::Grant;
  if (auto paid = object.optional("cash_in_lieu").object())
    fields.cash_in_lieu = CashInLieu{paid->required("quantity").decimal(), paid->required("amount").decimal()};
}

}  // namespace

std::optional<std::string> encode_lots(const TransactionFields& fields) {
  if (!fields.lots || fields.lots->empty()) return std::nullopt;
  JsonWriter json;
  json.begin_array();
  for (const auto& lot : *fields.lots)
    json.begin_object().field("transaction", lot.transaction).field("quantity", lot.quantity).end_object();
  json.end_array();
  return json.take();
}

std::optional<std::string> encode_details(const TransactionFields& fields) {
  const bool pending = fields.arrival == ledger::Arrival::Pending;
  if (!pending && !fields.fee_quantity && !fields.fee_price && !fields.new_price && !fields.rights &&
      !fields.cash_in_lieu)
    return std::nullopt;
  JsonWriter json;
  json.begin_object();
  if (pending) json.field("arrival", "pending");
  json.field_if("fee_quantity", fields.fee_quantity)
      .field_if("fee_price", fields.fee_price)
      .field_if("new_price", fields.new_price);
  if (fields.rights) json.field("rights", *fields.rights == ledger::RightsAction::Exercise ? "exercise" : "grant");
  if (fields.cash_in_lieu) {
    json.object_field("cash_in_lieu")
        .field("quantity", fields.cash_in_lieu->quantity)
        .field("amount", fields.cash_in_lieu->amount)
        .end_object();
  }
  json.end_object();
  return json.take();
}

void read_rare_fields(const platform::Row& row, int first, TransactionFields& fields) {
  fields.new_instrument = row.optional_id<InstrumentId>(first);
  fields.new_quantity = row.optional_decimal(first + 1);
  fields.cost_share = row.optional_decimal(first + 2);
  fields.joined = row.optional_id<TransactionId>(first + 3);
  if (!row.is_null(first + 4)) read_lots(row.view(first + 4), fields);
  if (!row.is_null(first + 5)) read_details(row.view(first + 5), fields);
}

}  // namespace coffer::finance
