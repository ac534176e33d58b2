// Open lots of one position, and how a disposal relieves them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/index.hpp"
#include "ledger/policy.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

enum class CostState : std::uint8_t { Known, Unknown };
class LotHistory;

// A short lot has negative quantity and cost: its cost is the proceeds carried.
struct Lot {
  Date lot_date;
  std::uint32_t order = 0;  // of its arrival in the book: the tie-break within a day
  TransactionIndex acquired_by;
  CostState cost_state : 8 = CostState::Known;
  std::uint32_t history : 24 = 0;  // place in a LotHistory; 0: none is kept
  Decimal quantity;
  Decimal cost_local;  // in the instrument's currency, purchase costs in by policy
  Decimal cost;        // in report currency, at the recorded rate or that of the day
  Decimal gross_cost;  // in report currency, without purchase costs
  Decimal brought_in;  // in report currency: value on arrival less cost brought in
};

// Takes `quantity` (between zero and the lot's, same sign) out of the lot, every amount in
// proportion. Nothing is lost: what stays plus what goes is what was.
// `before`: what the same relief took earlier.
[[nodiscard]] Lot split_off(Lot& lot, const Decimal& quantity, LotHistory* history = nullptr,
                            std::span<const Lot> before = {});
// Every quantity x to / from, without trailing zeros. The sum, which is returned, is rounded once; the last
// lot takes the difference.
Decimal scale_lots(std::span<Lot> lots, const Decimal& to, const Decimal& from, LotHistory* history = nullptr);
// The one of the two that the method relieves first: of like lots the older one, of one day the one that came first.
// HIFO goes by unit cost in the instrument's currency; costs of as many units that are less than rounding_residue apart
// are alike, so that how often a lot was divided does not decide. Alike in this way is not transitive: no order to
// sort by, which is why two lots are asked about and one is named.
[[nodiscard]] const Lot& first_to_go(const Lot& a, const Lot& b, CostMethod method);

// Lots in date order (of the acquisition, not of the arrival); all long or all short.
class LotList {
 public:
  [[nodiscard]] std::span<const Lot> open() const { return {lots_.data() + head_, lots_.size() - head_}; }
  [[nodiscard]] std::span<Lot> open_for_action() { return {lots_.data() + head_, lots_.size() - head_}; }
  [[nodiscard]] const Decimal& quantity() const { return quantity_; }
  // Has the processor fetch both ends of the list: what the next trade will look at.
  void fetch_ahead() const {
    if (lots_.size() == head_) return;
    __builtin_prefetch(&lots_[head_]);
    __builtin_prefetch(&lots_.back());
    __builtin_prefetch(&lots_.back() + 1, 1);
  }

  // A pool is one lot of all, dated as its oldest.
  void add(const Lot& lot, CostMethod method, Averaging averaging = Averaging::Pool, LotHistory* history = nullptr);
  // The lot that the method relieves next; there is one (assert). With Average it is the pool.
  [[nodiscard]] const Lot& next(CostMethod method, LotHistory* history = nullptr);
  // Up to `quantity` (sign of the lots) in the method's order; appends what was relieved, one entry a
  // lot. Chosen takes the lots named, the rest in date order; `choices_before`: of the transaction's, before `chosen`.
  void relieve(const Decimal& quantity, CostMethod method, std::span<const ChosenLot> chosen,
               std::vector<Lot>& relieved, LotHistory* history = nullptr, std::uint32_t choices_before = 0);
  // All of it, in date order.
  void relieve_all(std::vector<Lot>& relieved);
  // Units that rounding took, or gave, where what is asked for is all there is: the largest lot gets them.
  void restore(const Lot& rounded, LotHistory* history = nullptr);
  // As scale_lots.
  void scale(const Decimal& to, const Decimal& from, LotHistory* history = nullptr);

 private:
  void merge_into_pool(LotHistory* history);
  [[nodiscard]] std::size_t next_place(CostMethod method) const;
  // `first`: where in `relieved` this relief began.
  void take(std::size_t place, const Decimal& quantity, std::vector<Lot>& relieved, std::size_t first,
            LotHistory* history);

  std::vector<Lot> lots_;
  std::size_t head_ = 0;
  Decimal quantity_;
};

}  // namespace coffer::ledger
