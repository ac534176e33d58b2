import type { Loaded } from "@/api/loaded";
import type { Holding, Holdings, NetWorth, Performance, Transaction } from "@/api/types";

const eur = (amount: string) => ({ amount, currency: "EUR" });

export function loaded<T>(data: T): Loaded<T> {
  return { ok: true, data, etag: '"1"' };
}

export function refused(): Extract<Loaded<never>, { ok: false }> {
  return {
    ok: false,
    problem: {
      type: "urn:coffer:problem:api:unavailable",
      title: "The report could not be computed",
      status: 503,
      detail: "Try again in a moment.",
      errors: [],
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    },
  };
}

export function holding(symbol: string, changes: Partial<Holding> = {}): Holding {
  return {
    instrument: { id: `id-${symbol}`, symbol, isin: null, name: `${symbol} plc`, kind: "stock", currency: "EUR" },
    quantity: "10",
    price: "100.5",
    price_date: "2026-11-20",
    price_stale: false,
    value: eur("1005.00"),
    value_local: eur("1005.00"),
    cost_basis: eur("900.00"),
    cost_basis_local: eur("900.00"),
    unrealized_gain: eur("105.00"),
    unrealized_gain_percent: "11.67",
    asset_effect: eur("105.00"),
    currency_effect: eur("0.00"),
    realized_gain: eur("0.00"),
    income: eur("0.00"),
    weight: 1,
    ...changes,
  };
}

export function holdings(changes: Partial<Holdings> = {}): Holdings {
  return {
    amounts_hidden: false,
    on: "2026-11-20",
    currency: "EUR",
    items: [holding("SAP")],
    cash: [],
    totals: {
      value: eur("1005.00"),
      securities: eur("1005.00"),
      cash: eur("0.00"),
      loans: eur("0.00"),
      in_transit: eur("0.00"),
      cost_basis: eur("900.00"),
      unrealized_gain: eur("105.00"),
      unrealized_gain_percent: "11.67",
      realized_gain: eur("0.00"),
      income: eur("0.00"),
    },
    prices_as_of: { oldest: "2026-11-20", newest: "2026-11-20" },
    stale: false,
    warnings: [],
    ...changes,
  };
}

export function performance(changes: Partial<Performance> = {}): Performance {
  return {
    amounts_hidden: false,
    from: "2026-11-18",
    to: "2026-11-20",
    currency: "EUR",
    policy: { name: "default", cost_basis: null, fees_in_cost: true, flow_timing: "start", annualize_short: false },
    value: eur("1150.00"),
    opening_value: eur("1000.00"),
    invested: eur("1100.00"),
    net_flow: eur("100.00"),
    gain: eur("50.00"),
    twr: 0.0455,
    twr_annualized: null,
    twr_annualized_reason: "shorter_than_a_year",
    irr: null,
    irr_reason: "no_root",
    irr_others: [],
    max_drawdown: 0.01,
    volatility: null,
    earned_without_capital: eur("0.00"),
    realized_gain: null,
    unrealized_gain: eur("50.00"),
    currency_effect: eur("0.00"),
    dividends: eur("0.00"),
    interest: eur("0.00"),
    income: eur("0.00"),
    fees: eur("0.00"),
    taxes: eur("0.00"),
    benchmark: null,
    series: [
      { date: "2026-11-18", value: "1000.00", invested: "1000.00", gain: "0.00", flow: "0.00", twr: 0 },
      { date: "2026-11-20", value: "1150.00", invested: "1100.00", gain: "50.00", flow: "100.00", twr: 0.0455 },
    ],
    prices_as_of: { oldest: "2026-11-20", newest: "2026-11-20" },
    stale: false,
    warnings: [],
    ...changes,
  };
}

export function netWorth(changes: Partial<NetWorth> = {}): NetWorth {
  const point = { cash: "0.00", investments: "0.00", property: "0.00", loans: "0.00" };
  return {
    amounts_hidden: false,
    on: "2026-11-20",
    from: "2026-11-18",
    to: "2026-11-20",
    currency: "EUR",
    total: eur("1150.00"),
    by_kind: { cash: eur("150.00"), investments: eur("1000.00"), property: eur("0.00"), loans: eur("0.00") },
    accounts: [],
    series: [
      { date: "2026-11-18", total: "1000.00", invested: "1000.00", ...point },
      { date: "2026-11-20", total: "1150.00", invested: "1100.00", ...point },
    ],
    prices_as_of: { oldest: "2026-11-20", newest: "2026-11-20" },
    stale: false,
    warnings: [],
    ...changes,
  };
}

export function transaction(changes: Partial<Transaction> = {}): Transaction {
  return {
    amounts_hidden: false,
    id: "0190a8f4-cccc-7c3a-9f10-000000000001",
    account: "0190a8f4-aaaa-7c3a-9f10-000000000001",
    account_name: "Broker",
    type: "buy",
    date: "2026-11-20",
    time: null,
    currency: "EUR",
    amount: "1010.00",
    fee: "5.00",
    tax: null,
    quantity: "10",
    price: "100.5",
    instrument: "0190a8f4-bbbb-7c3a-9f10-000000000001",
    instrument_symbol: "SAP",
    instrument_name: "SAP SE",
    counter_account: null,
    counter_account_name: null,
    note: null,
    status: "active",
    import: null,
    cash_effect: eur("-1010.00"),
    revision: 1,
    recorded_at: "2026-11-20T08:15:00.000000Z",
    created_at: "2026-11-20T08:15:00.000000Z",
    version: 1,
    ...changes,
  };
}
