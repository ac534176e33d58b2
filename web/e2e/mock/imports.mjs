// One staged file with every kind of row, and a job that finishes after a few looks.
import { accounts } from "./book.mjs";
import { dateOf, dayOf, generator, id } from "./figures.mjs";

const STAMP = "2026-11-20T08:20:00.000000Z";
const FIELDS = ["date", "type", "symbol", "quantity", "price", "amount", "currency", "fee", null];
const NAMES = ["Datum", "Typ", "Symbol", "Anzahl", "Kurs", "Betrag", "Währung", "Gebühr", "Kommentar"];

const random = generator(77);
const symbols = ["VWCE", "SAP", "AGGH", "SGLN"];

export const rows = Array.from({ length: 128 }, (_, index) => {
  const number = index + 1;
  const units = 1 + Math.floor(random() * 18);
  const cents = 2_000 + Math.floor(random() * 9_000);
  const status = number % 41 === 7 ? "error" : number % 9 === 3 ? "duplicate" : number === 20 ? "changed" : "new";
  const values = {
    date: dateOf(dayOf("2024-01-08") + number * 3),
    type: number % 7 === 0 ? "dividend" : "buy",
    symbol: symbols[index % symbols.length],
    quantity: number % 7 === 0 ? "" : String(units),
    price: number % 7 === 0 ? "" : `${(cents / 100).toFixed(2)}`,
    amount: ((units * cents) / 100).toFixed(2),
    currency: "EUR",
    fee: "1.00",
  };
  const errors = [];
  if (status === "error") {
    values.date = "2024-02-30";
    errors.push({ column: 0, field: "date", detail: "30 February does not exist. Write the trade date as yyyy-mm-dd." });
  }
  return {
    row: number,
    line: number + 1,
    status,
    values,
    mended: false,
    errors,
    changes: status === "changed" ? [{ field: "fee", before: "0.00", after: "1.00" }] : [],
    transaction: status === "duplicate" || status === "changed" ? id("cccc", 12) : null,
  };
});

export const staged = {
  id: id("dddd", 1),
  state: "staged",
  kind: "transactions",
  profile: null,
  suggested_profile: "depot-umsaetze",
  account: accounts[0].id,
  file_name: "depot-umsaetze-2024.csv",
  file_size: 18_442,
  options: { delimiter: ";", encoding: "utf-8", decimal_separator: ",", date_format: "yyyy-mm-dd", header: "present", currency: "EUR", missing_accounts: "create", missing_instruments: "create" },
  columns: NAMES.map((name, column) => ({
    column,
    name,
    field: FIELDS[column],
    samples: rows.slice(0, 3).map((row) => (FIELDS[column] ? row.values[FIELDS[column]] : "Sparplan") || "-"),
  })),
  counts: null,
  new_accounts: [],
  new_instruments: ["XEON"],
  instruments: { total: 3, unsure: 1 },
  job: null,
  problem: null,
  created_at: STAMP,
  updated_at: STAMP,
  committed_at: null,
  version: 1,
};

const reference = (number, symbol, name, isin, currency = "EUR") => ({ id: id("eeee", number), symbol, isin, name, kind: "etf", currency });
const vanguard = reference(1, "VWCE", "Vanguard FTSE All-World", "IE00BK5BQT80");
const vanguardInDollar = reference(31, "VWRD", "Vanguard FTSE All-World", "IE00B3RBWM25", "USD");
const sap = reference(2, "SAP", "SAP SE", "DE0007164600");

/** How the instruments of the staged file are understood; the first is in doubt. */
export const matches = [
  {
    symbol: "", isin: "", name: "Vanguard FTSE All-World", rows: 32, match: "name", unsure: true, instrument: vanguard,
    candidates: [{ instrument: vanguard, reasons: ["name"] }, { instrument: vanguardInDollar, reasons: ["name"] }],
  },
  { symbol: "SAP", isin: "DE0007164600", name: "SAP SE", rows: 64, match: "isin", unsure: false, instrument: sap, candidates: [{ instrument: sap, reasons: ["isin", "symbol", "name"] }] },
  { symbol: "XEON", isin: "", name: "", rows: 32, match: "new", unsure: false, instrument: null, candidates: [] },
];
const undecided = matches.map((match) => ({ ...match }));

/** As a patch of the file says of how its rows name an instrument. */
export function decide(choices) {
  for (const { symbol, isin, name, use } of choices ?? []) {
    const place = matches.findIndex((each) => each.symbol === symbol && each.isin === isin && each.name === name);
    if (place < 0) continue;
    const instrument = [vanguard, vanguardInDollar, sap].find((each) => each.id === use) ?? null;
    matches[place] = use === "automatic" ? { ...undecided[place] } : { ...undecided[place], match: "chosen", unsure: false, instrument };
  }
}

export function counted() {
  const counts = { total: rows.length, new: 0, duplicate: 0, changed: 0, error: 0, ignored: 0, skipped: 0, committed: 0, reverted: 0 };
  for (const row of rows) counts[row.status] += 1;
  return { ...staged, counts, instruments: { total: matches.length, unsure: matches.filter((match) => match.unsure).length } };
}

export const finished = {
  ...staged,
  profile: { id: id("dede", 1), name: "IBKR activity", recognised: true },
  suggested_profile: null,
  id: id("dddd", 2),
  state: "committed",
  file_name: "ibkr-activity-2023.csv",
  file_size: 41_002,
  counts: { total: 214, new: 0, duplicate: 31, changed: 0, error: 2, ignored: 0, skipped: 0, committed: 181, reverted: 0 },
  created_at: "2026-10-02T17:02:00.000000Z",
  committed_at: "2026-10-02T17:04:00.000000Z",
};

let used = finished.profile;

/** As a patch of the recognised file says. */
export function choose(profile) {
  if (profile === null) used = null;
}

/** A file that is read by a kept profile. */
export function recognised() {
  return {
    ...counted(),
    id: id("dddd", 3),
    file_name: "ibkr-activity-2024.csv",
    profile: used,
    suggested_profile: used ? null : "ibkr-activity",
    state: "staged",
  };
}

const kept = (number, name, uses) => ({
  id: id("dede", number),
  name,
  kind: "transactions",
  account: accounts[0].id,
  options: staged.options,
  columns: staged.columns.map(({ name: header, field }) => ({ name: header, field })),
  uses,
  last_used_at: uses > 0 ? STAMP : null,
  created_at: STAMP,
  updated_at: STAMP,
  version: 1,
});

export function keep(name) {
  profiles.push(kept(profiles.length + 1, name, 0));
}

export const profiles = [kept(1, "IBKR activity", 7), kept(2, "Sparkasse Girokonto", 0)];
