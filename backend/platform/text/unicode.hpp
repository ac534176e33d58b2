// Normal forms of Unicode text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coffer::platform {

// Normalization form KC (Unicode Standard Annex 15). Nothing when the text is not UTF-8 or holds NUL.
[[nodiscard]] std::optional<std::string> to_nfkc(std::string_view text);
// For comparison regardless of case: form KC with full case folding.
[[nodiscard]] std::optional<std::string> fold_case(std::string_view text);

}  // namespace coffer::platform
