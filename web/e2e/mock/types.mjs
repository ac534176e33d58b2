// The server's table of types.
const LAST = ["time", "settlement_date", "note", "external_id", "sequence"];
const EITHER = [{ groups: [["amount"], ["quantity", "price"]], detail: "Give an amount, or a quantity and a price." }];
const RECEIVER = [{ groups: [["counter_account"], ["arrival"]], detail: "Name the account that receives, or say that the arrival is pending." }];
const TRADE = [["instrument", "quantity"], ["price", "amount", "fee", "tax", "accrued_interest", "fx_rate", "lots"], EITHER];
const INCOME = ["amount", "quantity", "price", "tax", "fee", "fx_rate", "counter_amount", "counter_currency"];
const COST = [["amount"], ["instrument"]];

const TYPES = {
  buy: TRADE,
  sell: TRADE,
  swap: [["instrument", "quantity", "new_instrument", "new_quantity", "amount"], ["fee", "tax", "lots"]],
  delivery_in: [["instrument", "quantity"], ["cost", "cost_date", "price", "amount"]],
  delivery_out: [["instrument", "quantity"], ["realises", "price", "amount", "lots"]],
  reward: [["instrument", "quantity"], ["price", "amount", "tax", "fee"], EITHER],
  dividend: [["instrument"], INCOME, EITHER],
  interest: [[], ["instrument", ...INCOME], EITHER],
  income: [[], ["instrument", ...INCOME, "category"], EITHER],
  interest_charge: COST,
  expense: [["amount"], ["instrument", "category"]],
  fee: COST,
  fee_refund: COST,
  tax: COST,
  tax_refund: COST,
  deposit: [["amount"], []],
  withdrawal: [["amount"], []],
  loan_draw: [["loan", "amount"], []],
  loan_repayment: [["loan"], ["amount", "principal", "interest", "fee"], [{ groups: [["amount"], ["principal"]], detail: "Give the amount, or the principal." }]],
  cash_transfer: [["amount"], ["counter_account", "arrival", "counter_date", "counter_amount", "counter_currency", "fx_rate", "fee", "tax"], RECEIVER],
  transfer: [["instrument", "quantity"], ["counter_account", "arrival", "counter_date", "fee_quantity", "fee_price", "lots"], RECEIVER],
  fx_exchange: [["amount", "counter_currency"], ["counter_amount", "fx_rate", "fee", "tax"], [{ groups: [["counter_amount"], ["fx_rate"]], detail: "Give the amount that arrives, or the rate." }]],
  split: [["instrument", "ratio_to", "ratio_from"], ["cash_in_lieu"]],
  stock_dividend: [["instrument", "quantity"], ["price", "amount", "tax", "fee"]],
  spin_off: [["instrument", "new_instrument", "ratio_to", "ratio_from", "cost_share"], ["cash_in_lieu"]],
  merger: [["instrument"], ["new_instrument", "ratio_to", "ratio_from", "amount", "new_price"], [{ groups: [["new_instrument", "ratio_to", "ratio_from"], ["amount"]], detail: "Name the new instrument with the ratio, or give the cash that was all." }]],
  rights: [["instrument", "new_instrument"], ["rights", "ratio_to", "ratio_from", "cost_share", "quantity", "new_quantity", "amount"], [{ groups: [["ratio_to", "ratio_from"], ["quantity", "new_quantity", "amount"]], detail: "Give the ratio of a grant; of an exercise the rights, the new units and the subscription." }]],
  return_of_capital: [["instrument", "amount"], []],
  symbol_change: [["instrument", "new_instrument"], []],
  valuation: [["amount"], ["instrument"]],
  balance: [[], ["amount", "instrument", "quantity"], [{ groups: [["amount"], ["instrument", "quantity"]], detail: "Give the balance of the money, or the units of an instrument." }]],
};

const use = (kind) => (field) => ({ field, use: kind });

export const transactionTypes = {
  items: Object.entries(TYPES).map(([type, [required, optional, alternatives = []]]) => ({
    type,
    fields: [...["date", "account", ...required, "currency"].map(use("required")), ...[...optional, ...LAST].map(use("optional"))],
    alternatives,
  })),
  next_cursor: null,
};
