// Of the stand-in API: one trail, that of the cost of two purchases, whatever figure is asked for.
import { dateOf, dayOf } from "./figures.mjs";
import { instruments, TODAY, transactions } from "./book.mjs";

const buys = transactions.filter(({ type, instrument }) => type === "buy" && instrument === instruments[0].id).slice(-2);
const exact = (id, operation, sentence, amount, operands, more = {}) => ({ id, operation, kind: operation, sentence, amount, ratio: null, currency: "EUR", digits: null, operands, input: null, ...more });
const field = (transaction, name) => ({ kind: "field", field: name, transaction: transaction.id, account: null, instrument: transaction.instrument, from: null, to: null, date: transaction.date });

function purchase(first, transaction) {
  const gross = (BigInt(transaction.quantity.replace(".", "")) * BigInt(transaction.price.replace(".", ""))).toString();
  const digits = (transaction.quantity.split(".")[1] ?? "").length + (transaction.price.split(".")[1] ?? "").length;
  const product = digits === 0 ? gross : `${gross.slice(0, -digits)}.${gross.slice(-digits)}`;
  const whole = (Number(product) + 1).toFixed(2);
  return [
    exact(first, "input", `Quantity of the purchase of ${transaction.date}: ${transaction.quantity}`, transaction.quantity, [], { currency: null, input: field(transaction, "quantity") }),
    exact(first + 1, "input", `Price of the purchase of ${transaction.date}: ${transaction.price} EUR`, transaction.price, [], { input: field(transaction, "price") }),
    exact(first + 2, "product", `Paid for the units bought on ${transaction.date}: ${product} EUR`, product, [first, first + 1], { digits }),
    exact(first + 3, "input", `Fee of the purchase of ${transaction.date}: 1.00 EUR`, "1.00", [], { input: field(transaction, "fee") }),
    exact(first + 4, "sum", `Cost of the units bought on ${transaction.date}: ${whole} EUR`, whole, [first + 2, first + 3]),
  ];
}

const nodes = [...purchase(0, buys[0]), ...purchase(5, buys[1])];
const total = (Number(nodes[4].amount) + Number(nodes[9].amount)).toFixed(2);
nodes.push(exact(10, "sum", `Cost of what is held: ${total} EUR`, total, [4, 9]));

export function explain({ figure, from, to, node }) {
  const root = nodes[Number(node ?? 10)];
  return {
    figure, from: from ?? dateOf(dayOf("2016-02-29")), to: to ?? TODAY, currency: "EUR", amount: total, ratio: null, amount_currency: "EUR",
    root: root.id, total_nodes: nodes.length, nodes: [...root.operands.map((id) => nodes[id]), root], warnings: [],
  };
}
