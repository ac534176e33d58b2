// Writes nodes one after another, each evaluated as it is written.
#pragma once

#include <map>
#include <stdexcept>
#include <vector>

#include "ledger/trail.hpp"

namespace coffer::ledger::trails {

// A figure that its trail does not give: a fault of this room, never of its input.
struct Unexplained : std::logic_error {
  using std::logic_error::logic_error;
};

class TrailWriter {
 public:
  using Node = TrailNodeIndex;

  Node add(TrailNode node);
  Node input(const TrailInput& input, const Decimal& value, TrailLabel label);
  // Of a single operand: the operand itself.
  Node sum(const TrailLabel& label, std::vector<Node> operands);
  Node difference(const TrailLabel& label, Node from, std::vector<Node> less);
  Node negate(const TrailLabel& label, Node operand);
  Node product(const TrailLabel& label, Node a, Node b, int digits = Decimal::max_scale);
  Node quotient(const TrailLabel& label, Node a, Node b, int digits);
  Node scale(const TrailLabel& label, Node a, Node b, Node c, int digits);
  Node round(const TrailLabel& label, Node operand, int digits);
  Node apply(Operation operation, const TrailLabel& label, std::vector<Node> operands);
  Node zero(const TrailLabel& label) { return sum(label, {}); }

  [[nodiscard]] const Decimal& value(Node node) const { return nodes_[node].value; }
  [[nodiscard]] const TrailNode& node(Node node) const { return nodes_[node]; }
  void relabel(Node node, const TrailLabel& label) { nodes_[node].label = label; }
  // Throws Unexplained where the node is not what was computed.
  Node checked(Node node, const Decimal& computed, const char* what) const;
  // The nodes below `root`, in order, renumbered.
  [[nodiscard]] Trail cut(Node root) const;

 private:
  std::vector<TrailNode> nodes_;
  std::map<TrailInput, Node> inputs_;
};

}  // namespace coffer::ledger::trails
