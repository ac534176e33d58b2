#include "ledger/explain/trail_writer.hpp"

#include <utility>

namespace coffer::ledger::trails {

using Node = TrailWriter::Node;

Node TrailWriter::add(TrailNode node) {
  evaluate(node, nodes_);
  nodes_.push_back(std::move(node));
  return static_cast<Node>(nodes_.size() - 1);
}

Node TrailWriter::input(const TrailInput& input, const Decimal& value, TrailLabel label) {
  if (const auto known = inputs_.find(input); known != inputs_.end()) return known->second;
  TrailNode node;
  node.operation = Operation::Input;
  label.kind = TrailKind::Input;
  node.label = label;
  node.input = input;
  node.value = value;
  return inputs_.emplace(input, add(std::move(node))).first->second;
}

Node TrailWriter::apply(Operation operation, const TrailLabel& label, std::vector<Node> operands) {
  TrailNode node;
  node.operation = operation;
  node.label = label;
  node.operands = std::move(operands);
  return add(std::move(node));
}

Node TrailWriter::sum(const TrailLabel& label, std::vector<Node> operands) {
  if (operands.size() == 1) return operands.front();
  return apply(Operation::Sum, label, std::move(operands));
}

Node TrailWriter::difference(const TrailLabel& label, Node from, std::vector<Node> less) {
  if (less.empty()) return from;
  less.insert(less.begin(), from);
  return apply(Operation::Difference, label, std::move(less));
}

// What was negated or taken away comes back by itself.
Node TrailWriter::negate(const TrailLabel& label, Node operand) {
  const TrailNode& of = nodes_[operand];
  if (of.operation == Operation::Negate) return of.operands.front();
  if (of.operation == Operation::Difference && of.operands.size() == 2)
    return apply(Operation::Difference, label, {of.operands[1], of.operands[0]});
  return apply(Operation::Negate, label, {operand});
}

namespace {
TrailNode rounded(Operation operation, const TrailLabel& label, std::vector<Node> operands, int digits) {
  TrailNode node;
  node.operation = operation;
  node.label = label;
  node.operands = std::move(operands);
  node.digits = digits;
  return node;
}
}  // namespace

Node TrailWriter::product(const TrailLabel& label, Node a, Node b, int digits) {
  return add(rounded(Operation::Product, label, {a, b}, digits));
}
Node TrailWriter::quotient(const TrailLabel& label, Node a, Node b, int digits) {
  return add(rounded(Operation::Quotient, label, {a, b}, digits));
}
Node TrailWriter::scale(const TrailLabel& label, Node a, Node b, Node c, int digits) {
  return add(rounded(Operation::Scale, label, {a, b, c}, digits));
}
Node TrailWriter::round(const TrailLabel& label, Node operand, int digits) {
  return add(rounded(Operation::Round, label, {operand}, digits));
}

Node TrailWriter::checked(Node node, const Decimal& computed, const char* what) const {
  if (value(node) != computed)
    throw Unexplained(std::string(what) + ": " + format_decimal(value(node)) + " instead of " +
                      format_decimal(computed));
  return node;
}

Trail TrailWriter::cut(Node root) const {
  std::vector<char> used(root + 1, 0);
  used[root] = 1;
  for (Node i = root + 1; i-- > 0;) {
    if (used[i] == 0) continue;
    for (const Node operand : nodes_[i].operands) used[operand] = 1;
  }
  Trail trail;
  std::vector<Node> renumbered(root + 1, 0);
  for (Node i = 0; i <= root; ++i) {
    if (used[i] == 0) continue;
    renumbered[i] = static_cast<Node>(trail.nodes.size());
    TrailNode& node = trail.nodes.emplace_back(nodes_[i]);
    for (Node& operand : node.operands) operand = renumbered[operand];
  }
  return trail;
}

}  // namespace coffer::ledger::trails
