#include "api/rest/finance_encoding.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

namespace {

// At least the minor digits of the currency, no trailing zeros beyond.
void amount_field(JsonWriter& json, std::string_view name, const std::optional<Decimal>& amount, Currency currency) {
  if (!amount) {
    json.null_field(name);
    return;
  }
  json.field(name, std::string_view(format_amount({*amount, currency})));
}

std::string_view change_name(finance::RevisionChange change) {
  switch (change) {
    case finance::RevisionChange::Recorded: return "recorded";
    case finance::RevisionChange::Revised: return "revised";
    case finance::RevisionChange::Removed: return "removed";
    case finance::RevisionChange::Restored: return "restored";
  }
  return {};
}

void append_names(JsonWriter& json, const std::vector<finance::InstrumentNames>& names) {
  json.array_field("names");
  for (const auto& held : names) {
    json.begin_object()
        .field("symbol", held.symbol)
        .field("isin", held.isin)
        .field("name", held.name)
        .field("from", held.from)
        .end_object();
  }
  json.end_array();
}

void append_rare_fields(JsonWriter& json, const finance::TransactionFields& fields) {
  if (fields.arrival) {
    json.field("arrival", *fields.arrival == ledger::Arrival::Pending ? "pending" : "arrived");
  } else {
    json.null_field("arrival");
  }
  json.field("fee_quantity", fields.fee_quantity)
      .field("fee_price", fields.fee_price)
      .field("new_instrument", fields.new_instrument)
      .field("new_quantity", fields.new_quantity)
      .field("new_price", fields.new_price)
      .field("cost_share", fields.cost_share);
  if (fields.rights) {
    json.field("rights", *fields.rights == ledger::RightsAction::Exercise ? "exercise" : "grant");
  } else {
    json.null_field("rights");
  }
  if (fields.cash_in_lieu) {
    json.object_field("cash_in_lieu").field("quantity", fields.cash_in_lieu->quantity);
    amount_field(json, "amount", fields.cash_in_lieu->amount, fields.currency);
    json.end_object();
  } else {
    json.null_field("cash_in_lieu");
  }
  if (!fields.lots) {
    json.null_field("lots");
    return;
  }
  json.array_field("lots");
  for (const auto& lot : *fields.lots)
    json.begin_object().field("transaction", lot.transaction).field("quantity", lot.quantity).end_object();
  json.end_array();
}

void append_transfer_fields(JsonWriter& json, const finance::TransactionFields& fields) {
  const bool loan = finance::is_loan_type(fields.type);
  json.field("counter_account", loan ? std::nullopt : fields.counter_account)
      .field("counter_date", fields.counter_date);
  amount_field(json, "counter_amount", fields.counter_amount, fields.counter_currency.value_or(fields.currency));
  json.field("counter_currency", fields.counter_currency)
      .field("ratio_to", fields.ratio_to)
      .field("ratio_from", fields.ratio_from);
  append_rare_fields(json, fields);
  amount_field(json, "cost", fields.cost, fields.currency);
  json.field("cost_date", fields.cost_date)
      .field("realises", fields.realises)
      .field("loan", loan ? fields.counter_account : std::nullopt);
  amount_field(json, "principal", fields.principal, fields.currency);
  amount_field(json, "interest", fields.interest, fields.currency);
}

}  // namespace

void append_account(JsonWriter& json, const finance::Account& account) {
  json.begin_object()
      .field("id", account.id)
      .field("name", account.name)
      .field("kind", finance::account_kind_name(account.kind))
      .field("currency", account.currency);
  switch (account.cash.mode) {
    case finance::CashKeeping::Mode::Tracked: json.field("cash", "tracked"); break;
    case finance::CashKeeping::Mode::Untracked: json.field("cash", "untracked"); break;
    case finance::CashKeeping::Mode::Settled: json.field("cash", account.cash.settlement); break;
  }
  json.field("cost_basis", finance::cost_basis_name(account.cost_basis))
      .field("shorts", account.shorts == finance::Shorts::Allowed ? "allowed" : "refused")
      .field("institution", account.institution)
      .field("note", account.note)
      .field("opened_on", account.opened_on)
      .field("closed_on", account.closed_on)
      .field("transaction_count", account.transaction_count)
      .field("created_at", account.created_at)
      .field("updated_at", account.updated_at)
      .field("version", account.version)
      .end_object();
}

void append_ownership(JsonWriter& json, const finance::Ownership& ownership) {
  json.begin_object().field("account", ownership.account).array_field("shares");
  for (const auto& share : ownership.shares) {
    json.begin_object()
        .field("member", share.member)
        .field("from", share.from)
        .field("share", trim(share.share))
        .end_object();
  }
  json.end_array().field("version", ownership.version).end_object();
}

void append_reference(JsonWriter& json, const finance::InstrumentReference& reference) {
  json.begin_object()
      .field("id", reference.id)
      .field("symbol", reference.symbol)
      .field("isin", reference.isin)
      .field("name", reference.name)
      .field("kind", finance::instrument_kind_name(reference.kind))
      .field("currency", reference.currency)
      .end_object();
}

void append_instrument(JsonWriter& json, const finance::Instrument& instrument) {
  const auto& reference = instrument.reference;
  json.begin_object()
      .field("id", reference.id)
      .field("symbol", reference.symbol)
      .field("isin", reference.isin)
      .field("name", reference.name)
      .field("kind", finance::instrument_kind_name(reference.kind))
      .field("currency", reference.currency)
      .field("price_factor", trim(instrument.price_factor))
      .field("exchange", instrument.exchange)
      .field("asset_class", finance::asset_class_name(instrument.asset_class))
      .field("region", instrument.region)
      .field("sector", instrument.sector)
      .field("scope", instrument.scope == finance::InstrumentScope::Public ? "public" : "household");
  append_names(json, instrument.names);
  if (instrument.last_price) {
    json.object_field("last_price")
        .field("date", instrument.last_price->date)
        .field("close", trim(instrument.last_price->close))
        .field("currency", instrument.last_price->currency)
        .end_object();
  } else {
    json.null_field("last_price");
  }
  json.field("created_at", instrument.created_at)
      .field("updated_at", instrument.updated_at)
      .field("version", instrument.version)
      .end_object();
}

void append_split(JsonWriter& json, const finance::CorporateAction& action) {
  json.begin_object()
      .field("id", action.id)
      .field("instrument", action.instrument)
      .field("type", "split")
      .field("ex_date", action.effective_on)
      .field("ratio_to", action.ratio_to)
      .field("ratio_from", action.ratio_from)
      .field("note", action.note)
      .field("recorded_at", action.recorded_at)
      .end_object();
}

void append_rate(JsonWriter& json, const finance::RecordedRate& rate) {
  json.begin_object()
      .field("from", rate.rate.from)
      .field("to", rate.rate.to)
      .field("date", rate.rate.on)
      .field("rate", trim(rate.rate.rate))
      .field("source", rate.source)
      .field("recorded_at", rate.recorded_at)
      .end_object();
}

void append_portfolio(JsonWriter& json, const finance::Portfolio& portfolio) {
  json.begin_object()
      .field("id", portfolio.id)
      .field("name", portfolio.name)
      .field("currency", portfolio.currency)
      .array_field("accounts");
  for (const auto& account : portfolio.accounts) json.value(account);
  json.end_array()
      .field("default", portfolio.nature == finance::PortfolioNature::Default)
      .field("created_at", portfolio.created_at)
      .field("updated_at", portfolio.updated_at)
      .field("version", portfolio.version)
      .end_object();
}

void append_transaction(JsonWriter& json, const finance::Transaction& transaction) {
  const auto& fields = transaction.fields;
  json.begin_object()
      .field("id", transaction.id)
      .field("account", fields.account)
      .field("type", ledger::transaction_type_name(fields.type))
      .field("date", fields.date)
      .field("time", fields.time)
      .field("settlement_date", fields.settlement_date)
      .field("instrument", fields.instrument)
      .field("quantity", fields.quantity)
      .field("price", fields.price);
  amount_field(json, "amount", fields.amount, fields.currency);
  json.field("currency", fields.currency);
  amount_field(json, "fee", fields.fee, fields.currency);
  amount_field(json, "tax", fields.tax, fields.currency);
  amount_field(json, "accrued_interest", fields.accrued_interest, fields.currency);
  json.field("fx_rate", fields.fx_rate);
  append_transfer_fields(json, fields);
  json.field("category", fields.category)
      .field("sequence", fields.sequence)
      .field("external_id", fields.external_id)
      .field("note", fields.note)
      .field("account_name", transaction.account_name)
      .field("counter_account_name", transaction.counter_account_name)
      .field("instrument_symbol", transaction.instrument_symbol)
      .field("instrument_name", transaction.instrument_name)
      .field("new_instrument_symbol", transaction.new_instrument_symbol)
      .field("joined_transaction", fields.joined);
  if (transaction.cash_effect) {
    json.field("cash_effect", Money{*transaction.cash_effect, fields.currency});
  } else {
    json.null_field("cash_effect");
  }
  json.field("amounts_hidden", transaction.amounts == auth::AmountSight::Hidden)
      .field("status", transaction.status == finance::TransactionStatus::Removed ? "removed" : "active")
      .field("import", transaction.import)
      .field("revision", transaction.revision)
      .field("recorded_at", transaction.recorded_at)
      .field("created_at", transaction.created_at)
      .field("version", transaction.revision)
      .end_object();
}

void append_revision(JsonWriter& json, const finance::TransactionRevision& revision) {
  json.begin_object()
      .field("revision", revision.transaction.revision)
      .field("change", change_name(revision.change))
      .field("reason", revision.reason)
      .object_field("actor")
      .field("user", revision.actor)
      .field("name", revision.actor_name)
      .end_object()
      .field("recorded_at", revision.transaction.recorded_at)
      .key("transaction");
  append_transaction(json, revision.transaction);
  json.end_object();
}

std::string encode_prices(const finance::InstrumentPrices& list) {
  JsonWriter json(64 * 1024);
  json.begin_object().key("instrument");
  append_reference(json, list.instrument);
  json.array_field("items");
  for (const auto& price : list.prices.items) {
    json.begin_object()
        .field("date", price.date)
        .field("close", trim(price.close))
        .field("currency", price.currency)
        .field("source", price.source)
        .field("recorded_at", price.recorded_at)
        .end_object();
  }
  json.end_array().field("next_cursor", list.prices.next_cursor).end_object();
  return json.take();
}

std::string encode_recorded_prices(const finance::RecordedPrices& recorded) {
  JsonWriter json;
  json.begin_object()
      .field("recorded", recorded.counts.recorded)
      .field("revised", recorded.counts.revised)
      .field("unchanged", recorded.counts.unchanged)
      .array_field("faults");
  for (const auto& fault : recorded.faults) {
    json.begin_object()
        .field("date", fault.date)
        .field("close", trim(fault.close))
        .field("kind", fault.kind == finance::PriceFaultKind::Scale ? "scale" : "not_positive")
        .end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace coffer::api::rest
