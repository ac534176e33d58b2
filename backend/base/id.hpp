// Identifiers: UUIDs that cannot be mixed up. New ones are version 7 and come from platform/random.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace coffer {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
};

// Canonical lower-case form with hyphens, 36 characters.
[[nodiscard]] std::string format_uuid(const Uuid& uuid);
// Accepts the canonical form in either case; nothing else.
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);

// An identifier of one kind of thing: Id<struct AccountTag>.
template <class Tag>
struct Id {
  Uuid uuid;
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool is_nil() const { return uuid.is_nil(); }
  [[nodiscard]] std::string text() const { return format_uuid(uuid); }
};

template <class IdType>
[[nodiscard]] std::optional<IdType> parse_id(std::string_view text) {
  auto uuid = parse_uuid(text);
  if (!uuid) return std::nullopt;
  return IdType{*uuid};
}

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using HouseholdId = Id<struct HouseholdTag>;
using MembershipId = Id<struct MembershipTag>;
using GrantId = Id<struct GrantTag>;
using InvitationId = Id<struct InvitationTag>;
using AccountId = Id<struct AccountTag>;
using InstrumentId = Id<struct InstrumentTag>;
using TransactionId = Id<struct TransactionTag>;
using RevisionId = Id<struct RevisionTag>;
using ChangeId = Id<struct ChangeTag>;
using PortfolioId = Id<struct PortfolioTag>;
using ImportId = Id<struct ImportTag>;
using JobId = Id<struct JobTag>;
using ObjectId = Id<struct ObjectTag>;
using EventId = Id<struct EventTag>;

}  // namespace coffer

template <>
struct std::hash<coffer::Uuid> {
  std::size_t operator()(const coffer::Uuid& uuid) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, uuid.bytes.data(), 8);
    std::memcpy(&low, uuid.bytes.data() + 8, 8);
    return static_cast<std::size_t>((high * 0x9E3779B97F4A7C15ULL) ^ low);
  }
};
template <class Tag>
struct std::hash<coffer::Id<Tag>> {
  std::size_t operator()(const coffer::Id<Tag>& id) const noexcept { return std::hash<coffer::Uuid>{}(id.uuid); }
};
