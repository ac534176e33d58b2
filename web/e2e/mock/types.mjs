// The server's table of types, as the contract shows it.
const DAY = ["time", "settlement_date"];
const TRADE = [["instrument"], ["quantity", "price", "amount", "fee", "tax", "accrued_interest", "fx_rate", ...DAY]];
const PRICED = [{ groups: [["quantity", "price"], ["quantity", "amount"]], detail: "Give a quantity, and a price or an amount." }];
const COST = [["amount"], ["instrument", "fx_rate"]];
const INCOME = ["tax", "fee", "fx_rate", "counter_amount", "counter_currency"];

const TYPES = {
  buy: [...TRADE, PRICED],
  sell: [...TRADE, PRICED],
  swap: [["instrument", "quantity", "new_instrument", "new_quantity"], ["amount", "fee", "time"]],
  dividend: [["instrument"], ["amount", "quantity", "price", ...INCOME], [{ groups: [["amount"], ["quantity", "price"]], detail: "Give an amount, or a quantity and a price." }]],
  interest: [["amount"], [...INCOME, "instrument"]],
  income: [["amount"], ["category", ...INCOME]],
  reward: [["instrument", "quantity", "amount"], ["tax"]],
  interest_charge: COST,
  expense: [["amount"], ["category", "instrument"]],
  fee: COST,
  fee_refund: COST,
  tax: COST,
  tax_refund: COST,
  deposit: [["amount"], []],
  withdrawal: [["amount"], []],
  cash_transfer: [["counter_account", "amount"], ["counter_date", "counter_amount", "counter_currency", "fee", "arrival"]],
  fx_exchange: [["amount", "counter_amount", "counter_currency"], ["fee", "fx_rate"]],
  transfer: [["instrument", "quantity", "counter_account"], ["counter_date", "fee", "fee_quantity", "fee_price", "arrival"]],
  delivery_in: [["instrument", "quantity"], ["cost", "cost_date"]],
  delivery_out: [["instrument", "quantity"], ["realises", "price"]],
  split: [["instrument", "ratio_to", "ratio_from"], []],
  stock_dividend: [["instrument", "ratio_to", "ratio_from"], ["amount", "tax"]],
  spin_off: [["instrument", "new_instrument", "ratio_to", "ratio_from", "cost_share"], []],
  merger: [["instrument", "new_instrument", "ratio_to", "ratio_from"], ["amount", "new_price"]],
  rights: [["instrument", "new_instrument"], ["rights", "ratio_to", "ratio_from", "cost_share", "quantity", "new_quantity", "amount"]],
  return_of_capital: [["instrument"], ["amount", "price"], [{ groups: [["amount"], ["price"]], detail: "Give an amount, or what was paid per unit." }]],
  symbol_change: [["instrument", "new_instrument"], []],
  loan_draw: [["loan", "amount"], []],
  loan_repayment: [["loan", "principal", "interest"], ["amount", "fee"]],
  valuation: [["instrument"], ["price", "amount"], [{ groups: [["price"], ["amount"]], detail: "Give a value per unit, or of the whole." }]],
  balance: [[], ["instrument", "quantity", "amount"], [{ groups: [["amount"], ["instrument", "quantity"]], detail: "Give the cash, or an instrument and its quantity." }]],
};

export const transactionTypes = {
  items: Object.entries(TYPES).map(([type, [required, optional, alternatives = []]]) => ({
    type,
    fields: [...required.map((field) => ({ field, use: "required" })), ...optional.map((field) => ({ field, use: "optional" }))],
    alternatives,
  })),
  next_cursor: null,
};
