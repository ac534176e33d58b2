// Any bytes are either refused or staged, and what was staged can be exported and staged again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "finance/imports/duplicates.hpp"
#include "finance/imports/export_csv.hpp"
#include "finance/imports/export_json.hpp"
#include "finance/imports/staging.hpp"

namespace {

using namespace coffer;
using namespace coffer::finance;

void require(bool holds) {
  if (!holds) std::abort();
}

Result<StagedFile> stage(std::string_view text) {
  return stage_file(std::as_bytes(std::span(text)), {}, {.file_bytes = 1U << 20, .rows = 20'000, .csv = {}});
}

void require_same(std::string_view text, std::span<const TransactionDraft> drafts) {
  const auto again = stage(text);
  require(again.has_value() && again->rows.size() == drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const auto* draft = std::get_if<TransactionDraft>(&again->rows[i].draft);
    require(draft != nullptr && *draft == drafts[i]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = stage({reinterpret_cast<const char*>(data), size});
  if (!file) {
    require(!file.error().detail.empty());
    return 0;
  }
  std::vector<TransactionDraft> drafts;
  std::vector<Fingerprint> fingerprints;
  for (const StagedRow& row : file->rows) {
    require((row.status == RowStatus::Error) == !row.errors.empty());
    if (const auto* draft = std::get_if<TransactionDraft>(&row.draft)) {
      drafts.push_back(*draft);
      fingerprints.push_back(make_fingerprint(*draft));
    }
  }
  if (drafts.empty()) return 0;
  for (const Match& match : match_rows(fingerprints, fingerprints)) require(match.status != RowStatus::New);

  std::string text;
  const TransactionCsvWriter writer(needed_further_columns(drafts));
  writer.append_header(text);
  for (const TransactionDraft& draft : drafts) writer.append(text, draft);
  require_same(text, drafts);

  text.clear();
  append_transactions_json_begin(text);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (i > 0) text.push_back(',');
    append_transaction_json(text, drafts[i]);
  }
  append_transactions_json_end(text);
  require_same(text, drafts);
  return 0;
}
