// Between a stored import and the file as it is read: options, columns, rows. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "finance/imports/batch.hpp"
#include "finance/imports/import.hpp"
#include "finance/imports/staging.hpp"

namespace coffer::finance {

[[nodiscard]] ReadingOptions reading_options(const Import& import);
// How the file was read in the end: kind, columns, formats.
void note_reading(const StagedFile& file, Import& import);

[[nodiscard]] BatchRow to_batch_row(StagedRow staged);
// A stored row, to be read from its texts and judged again.
[[nodiscard]] BatchRow to_batch_row(ImportRow stored);
// What stands in the file and cannot be read stays as it is until a person mends it.
[[nodiscard]] bool stays(const ImportRow& row);
// A text that a person wrote stands in no column.
void write_value(std::vector<FieldText>& values, FieldText text);
// What a person wrote into the row before holds for the row read anew.
void carry_over(const ImportRow& before, BatchRow& row);
// The accounts and instruments that rows would bring, were they all taken.
void note_missing(const Batch& batch, Import& import);
// The instruments that the rows name, those in doubt first, then those of most rows; counts them in the import.
[[nodiscard]] std::vector<InstrumentMatch> note_matches(const Batch& batch, Import& import);
// A new instrument that a commit has made is an existing one from then on.
void settle_new_instruments(const Batch& batch, Import& import);
[[nodiscard]] std::vector<ImportRow> rows_of(Batch& batch);
// Places of the rows asked for, or of all that are new or changed.
[[nodiscard]] std::vector<std::size_t> choose(const Batch& batch, std::vector<std::int64_t> asked);

// Everything that a person or a profile said of how the file is read, but for its account.
void forget_reading(Import& import);
void apply(const ImportChange& change, Import& import);

}  // namespace coffer::finance
