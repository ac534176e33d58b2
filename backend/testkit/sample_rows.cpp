#include "testkit/sample_rows.hpp"

#include <stdexcept>

#include "testkit/database.hpp"

namespace coffer::testkit {

const std::map<std::string, std::string>& sample_inserts() {
  static const std::map<std::string, std::string> inserts{
      {"auth.memberships",
       "INSERT INTO auth.memberships (id, household_id, user_id, role) VALUES ({new}, {household}, {other_user}, "
       "'viewer')"},
      {"auth.grants",
       "INSERT INTO auth.grants (household_id, id, membership_id, account_id, access) VALUES ({household}, {new}, "
       "{membership}, {account}, 'view')"},
      {"auth.sights",
       "INSERT INTO auth.sights (user_id, household_id, account_id, grant_id, access) SELECT {user}, household_id, "
       "account_id, id, access FROM auth.grants WHERE household_id = {household} AND account_id = {account} "
       "ON CONFLICT DO NOTHING"},
      {"auth.former_members",
       "INSERT INTO auth.former_members (household_id, user_id, name) VALUES ({household}, {other_user}, 'Charles')"},
      {"auth.invitations",
       "INSERT INTO auth.invitations (household_id, id, email, role, token_hash, invited_by, expires_at) VALUES "
       "({household}, {new}, 'charles@example.org', 'viewer', sha256({new}::text::bytea), {user}, now() + interval '7 "
       "days')"},
      {"finance.instruments",
       "INSERT INTO finance.instruments (id, household_id, kind, currency) VALUES ({new}, {household}, 'stock', "
       "'EUR')"},
      {"finance.instrument_names",
       "INSERT INTO finance.instrument_names (id, household_id, instrument_id, kind, value) VALUES ({new}, "
       "{household}, {instrument}, 'wkn', '840400')"},
      {"finance.price_factors",
       "INSERT INTO finance.price_factors (id, household_id, instrument_id, factor) VALUES ({new}, {household}, "
       "{instrument}, 0.01)"},
      {"finance.corporate_actions",
       "INSERT INTO finance.corporate_actions (id, household_id, instrument_id, kind, effective_on, ratio_to, "
       "ratio_from, source) "
       "VALUES ({new}, {household}, {instrument}, 'split', '2024-03-04', 4, 1, 'test')"},
      {"finance.prices",
       "INSERT INTO finance.prices (household_id, instrument_id, price_date, close, currency, source) "
       "VALUES ({household}, {instrument}, '2024-01-02', 100.5, 'EUR', 'test')"},
      {"finance.fx_rates",
       "INSERT INTO finance.fx_rates (household_id, from_currency, to_currency, rate_date, rate, source) "
       "VALUES ({household}, 'EUR', 'USD', '2024-01-02', 1.1, 'test')"},
      // The triggers on prices and rates fill the series.
      {"finance.price_series",
       "INSERT INTO finance.price_series (household_id, instrument_id, year, currency, entries, scale, width, packed) "
       "VALUES ({household}, {instrument}, 1990, 'EUR', 0, 0, 8, '')"},
      {"finance.fx_series",
       "INSERT INTO finance.fx_series (household_id, from_currency, to_currency, year, entries, scale, width, packed) "
       "VALUES ({household}, 'EUR', 'USD', 1990, 0, 0, 8, '')"},
      {"finance.accounts",
       "INSERT INTO finance.accounts (household_id, id, name, kind, currency) VALUES ({household}, {new}, {new}::text, "
       "'bank', 'EUR')"},
      {"finance.book_changes",
       "INSERT INTO finance.book_changes (household_id, version, transactions) VALUES ({household}, 1000000, "
       "ARRAY[{new}])"},
      {"finance.account_cash_modes",
       "INSERT INTO finance.account_cash_modes (household_id, id, account_id, mode) VALUES ({household}, {new}, "
       "{account}, 'tracked')"},
      {"finance.account_cost_bases",
       "INSERT INTO finance.account_cost_bases (household_id, id, account_id, method) VALUES ({household}, {new}, "
       "{account}, 'fifo')"},
      {"finance.ownership_shares",
       "INSERT INTO finance.ownership_shares (household_id, id, account_id, user_id, share) VALUES ({household}, "
       "{new}, {account}, {user}, 0.5)"},
      {"finance.transactions",
       "INSERT INTO finance.transactions (household_id, id, account_id) VALUES ({household}, {new}, {account})"},
      {"finance.transaction_revisions",
       "INSERT INTO finance.transaction_revisions (household_id, transaction_id, revision, actor_system, account_id, "
       "type, trade_date, currency, amount) "
       "SELECT {household}, {transaction}, current_revision + 1, 'test', {account}, 'deposit', '2024-01-02', 'EUR', 10 "
       "FROM (SELECT coalesce(max(current_revision), 0) AS current_revision FROM finance.transactions WHERE id = "
       "{transaction}) AS head"},
      {"finance.postings",
       "INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, account_id, booked_on, "
       "currency, amount) "
       "SELECT {household}, {transaction}, 1, line + 1, 'C', {account}, '2024-01-02', 'EUR', 0 "
       "FROM (SELECT coalesce(max(line), 100) AS line FROM finance.postings WHERE transaction_id = {transaction}) AS "
       "last"},
      {"finance.changes",
       "INSERT INTO finance.changes (household_id, id, actor_system, kind, row_count) VALUES ({household}, {new}, "
       "'test', 'record', 1)"},
      {"finance.portfolios",
       "INSERT INTO finance.portfolios (household_id, id, name, currency) VALUES ({household}, {new}, {new}::text, "
       "'EUR')"},
      {"finance.portfolio_accounts",
       "INSERT INTO finance.portfolio_accounts (household_id, portfolio_id, account_id) VALUES ({household}, "
       "{portfolio}, {account})"},
      {"finance.portfolio_policies",
       "INSERT INTO finance.portfolio_policies (household_id, id, portfolio_id, policy) VALUES ({household}, {new}, "
       "{portfolio}, '{}')"},
      {"documents.objects",
       "INSERT INTO documents.objects (household_id, id, storage_key, size_bytes, sha256) VALUES ({household}, {new}, "
       "{new}::text, 1, sha256('x'))"},
      {"finance.imports",
       "INSERT INTO finance.imports (household_id, id, object_id, account_id, kind, state, file_name) "
       "VALUES ({household}, {new}, {object}, {account}, 'auto', 'staged', 'a.csv')"},
      {"finance.import_profiles",
       "INSERT INTO finance.import_profiles (household_id, id, name, signature, reading) "
       "VALUES ({household}, {new}, {new}::text, encode(sha256('x'), 'hex'), '{}')"},
      {"finance.import_rows",
       "INSERT INTO finance.import_rows (household_id, import_id, row_number, line, raw, status) "
       "SELECT {household}, {import}, number + 1, 1, '{a}', 'new' FROM (SELECT coalesce(max(row_number), 0) AS number "
       "FROM finance.import_rows) AS last"},
      {"audit.audit_log",
       "INSERT INTO audit.audit_log (id, household_id, actor_system, action) VALUES ({new}, {household}, 'test', "
       "'test.done')"},
      {"jobs.queue", "INSERT INTO jobs.queue (id, household_id, name) VALUES ({new}, {household}, 'test')"},
      {"jobs.outbox", "INSERT INTO jobs.outbox (id, household_id, event) VALUES ({new}, {household}, 'test.happened')"},
  };
  return inserts;
}

SampleHousehold::SampleHousehold(platform::BlockingConnection& administrator)
    : household_(add_household(administrator)), account_(add_account(administrator, household_.id)) {
  const auto uuid = [] { return format_uuid(next_uuid()); };
  const auto other_user = add_member(administrator, add_household(administrator).id);
  const auto instrument = add_instrument(administrator, household_.id);
  const auto transaction = add_deposit(administrator, household_.id, account_);
  const auto portfolio = uuid();
  const auto object = uuid();
  const auto import = uuid();
  run(administrator,
      "INSERT INTO finance.portfolios (household_id, id, name, currency) VALUES ($1, $2, 'Sample', 'EUR')",
      {household_.id.text(), portfolio});
  run(administrator,
      "INSERT INTO documents.objects (household_id, id, storage_key, size_bytes, sha256) VALUES ($1, $2, $3, 1, "
      "sha256('x'))",
      {household_.id.text(), object, "sample/" + object});
  run(administrator,
      "INSERT INTO finance.imports (household_id, id, object_id, kind, state, file_name) VALUES ($1, $2, $3, 'auto', "
      "'staged', 'a.csv')",
      {household_.id.text(), import, object});
  const auto membership =
      value(administrator, "SELECT id FROM auth.memberships WHERE household_id = $1", {household_.id.text()});
  names_ = {{"{household}", household_.id.text()},
            {"{user}", household_.owner.text()},
            {"{other_user}", other_user.text()},
            {"{membership}", membership},
            {"{account}", account_.text()},
            {"{instrument}", instrument.text()},
            {"{portfolio}", portfolio},
            {"{transaction}", transaction.text()},
            {"{object}", object},
            {"{import}", import}};
  for (const auto& [table, insert] : sample_inserts()) run(administrator, insert_into(table));
}

std::string SampleHousehold::insert_into(const std::string& table) const {
  std::string text = sample_inserts().at(table);
  const auto replace = [&text](const std::string& name, const std::string& id) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
      text.replace(at, name.size(), "'" + id + "'::uuid");
  };
  for (const auto& [name, id] : names_) replace(name, id);
  for (auto at = text.find("{new}"); at != std::string::npos; at = text.find("{new}")) {
    text.replace(at, 5, "'" + format_uuid(next_uuid()) + "'::uuid");
  }
  return text;
}

std::vector<std::string> household_tables(platform::BlockingConnection& connection) {
  std::vector<std::string> tables;
  for (const auto& row :
       run(connection,
           "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
           "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'household_id' AND NOT a.attisdropped "
           "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1")) {
    tables.push_back(row.at(0).value());
  }
  return tables;
}

}  // namespace coffer::testkit
