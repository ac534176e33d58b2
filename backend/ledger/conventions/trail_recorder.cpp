#include "ledger/conventions/trail_recorder.hpp"

#include <algorithm>
#include <utility>

namespace coffer::ledger {
namespace {

bool is_chained(Operation operation) {
  return operation == Operation::Sum || operation == Operation::Difference || operation == Operation::Compound;
}

// A step of a running total that nothing else uses is told with the next one.
class Chains {
 public:
  explicit Chains(Trail& trail) : nodes_(trail.nodes), uses_(nodes_.size(), 0) {
    for (const TrailNode& node : nodes_) {
      for (const TrailNodeIndex operand : node.operands) ++uses_[operand];
    }
  }
  void join() {
    for (TrailNode& node : nodes_) {
      if (is_chained(node.operation) && !node.operands.empty()) take_in_first(node);
    }
    renumber();
  }

 private:
  void take_in_first(TrailNode& node) {
    TrailNode& first = nodes_[node.operands.front()];
    const bool is_step = first.operation == node.operation && first.label.kind == TrailKind::Computed &&
                         uses_[node.operands.front()] == 1 && !first.operands.empty();
    if (!is_step) return;
    uses_[node.operands.front()] = 0;
    std::vector<TrailNodeIndex> all = std::move(first.operands);
    all.insert(all.end(), node.operands.begin() + 1, node.operands.end());
    node.operands = std::move(all);
  }
  void renumber() {
    std::vector<TrailNodeIndex> places(nodes_.size(), 0);
    TrailNodeIndex next = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (uses_[i] == 0 && i + 1 != nodes_.size()) continue;
      for (TrailNodeIndex& operand : nodes_[i].operands) operand = places[operand];
      places[i] = next;
      if (next != i) nodes_[next] = std::move(nodes_[i]);
      ++next;
    }
    nodes_.resize(next);
  }

  std::vector<TrailNode>& nodes_;
  std::vector<std::uint32_t> uses_;
};

TrailNode node_for(Operation operation, TrailRecorder::Settings settings) {
  TrailNode node;
  node.operation = operation;
  node.label.kind = TrailKind::Computed;
  node.label.date = settings.on;
  node.days = settings.days;
  node.dates = std::move(settings.dates);
  return node;
}

}  // namespace

Traced TrailRecorder::input(const TrailInput& input, const Decimal& value, const TrailLabel& label) {
  return {value, {.recorder = this, .node = writer_.input(input, value, label)}};
}

Traced TrailRecorder::given(std::string path, const Decimal& value) {
  TrailInput leaf;
  leaf.kind = InputKind::Given;
  leaf.path = std::move(path);
  return input(leaf, value);
}

Traced TrailRecorder::days_between(Date from, Date to) {
  const Decimal days = coffer::days_between(from, to);
  const Traced between = dated_step(Operation::Days, days, {}, {.dates = {from, to}});
  return between.named({.kind = TrailKind::DaysCounted, .date = to, .from = from});
}

Traced TrailRecorder::step(Operation operation, const Decimal& value, std::span<const Traced> operands, int digits) {
  TrailNode node = node_for(operation, {});
  node.digits = digits;
  for (const Traced& operand : operands) node.operands.push_back(node_of(operand));
  return {value, {.recorder = this, .node = writer_.checked(add(std::move(node)), value, "A step")}};
}

Traced TrailRecorder::dated_step(Operation operation, const Decimal& value, std::span<const TracedRatio> operands,
                                 Settings settings) {
  TrailNode node = node_for(operation, std::move(settings));
  for (const TracedRatio& operand : operands) node.operands.push_back(node_of(operand));
  return {value, {.recorder = this, .node = writer_.checked(add(std::move(node)), value, "A step")}};
}

TracedRatio TrailRecorder::statistic(Operation operation, Ratio value, std::span<const TracedRatio> operands,
                                     Settings settings) {
  TrailNode node = node_for(operation, std::move(settings));
  for (const TracedRatio& operand : operands) node.operands.push_back(node_of(operand));
  return {value, {.recorder = this, .node = add(std::move(node))}};
}

void TrailRecorder::name(TrailNodeIndex node, const TrailLabel& label) {
  const TrailLabel& known = writer_.node(node).label;
  if (known.kind != TrailKind::Computed) return;
  TrailLabel named = label;
  if (named.currency.is_empty()) named.currency = known.currency;
  if (writer_.node(node).operation == Operation::InternalRate) named.date = known.date;
  writer_.relabel(node, named);
}

TrailNodeIndex TrailRecorder::node_of(const Traced& value) {
  if (value.is_traced()) return value.place().node;
  if (!value.is_zero() && value.value() != Decimal(1))
    throw trails::Unexplained(format_decimal(value.value()) + " has no source");
  return value.is_zero() ? zero() : one();
}

TrailNodeIndex TrailRecorder::node_of(const TracedRatio& value) {
  if (value.is_traced()) return value.place().node;
  if (value.value != 0 && value.value != 1) throw trails::Unexplained(std::to_string(value.value) + " has no source");
  return value.value == 0 ? zero() : one();
}

TrailNodeIndex TrailRecorder::zero() {
  if (!zero_) zero_ = writer_.zero({});
  return *zero_;
}

TrailNodeIndex TrailRecorder::one() {
  if (!one_) one_ = writer_.apply(Operation::Complement, {.kind = TrailKind::Unchanged}, {zero()});
  return *one_;
}

TrailNodeIndex TrailRecorder::add(TrailNode node) {
  node.label.currency = currency_of(node);
  return writer_.add(std::move(node));
}

// A product or quotient with a pure number keeps the currency; a rate leads to its own.
Currency TrailRecorder::currency_of(const TrailNode& node) const {
  using enum Operation;
  Currency currency;
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    const TrailNode& operand = writer_.node(node.operands[i]);
    const bool is_rate = operand.input.kind == InputKind::Rate || operand.label.kind == TrailKind::InverseRate;
    if (is_rate && node.operation == Product) return operand.label.currency;
    const bool divides = (node.operation == Quotient && i == 1) || (node.operation == Scale && i == 2);
    if (divides && !operand.label.currency.is_empty()) return {};
    if (currency.is_empty()) currency = operand.label.currency;
  }
  switch (node.operation) {
    case Sum:
    case Difference:
    case Negate:
    case Round:
    case Product:
    case Quotient:
    case Scale: return currency;
    default: return {};
  }
}

Trail TrailRecorder::trail(TrailNodeIndex root) const {
  Trail trail = writer_.cut(root);
  Chains(trail).join();
  return trail;
}

}  // namespace coffer::ledger
