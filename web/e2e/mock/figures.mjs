// Exact figures for the mock: amounts are BigInt in hundredths, prices in ten-thousandths.

export const DAY_MS = 86_400_000;

export function decimal(value, scale = 2) {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale);
  return scale === 0 ? sign + digits : `${sign}${whole}.${fraction}`;
}

export const money = (cents, currency = "EUR") => ({ amount: decimal(cents), currency });

export const dayOf = (date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

export const dateOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const isWeekend = (day) => [0, 6].includes(new Date(day * DAY_MS).getUTCDay());

/** A small deterministic generator (mulberry32): the same screens on every run. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function id(kind, number) {
  return `0190a8f4-${kind}-7c3a-9f10-${number.toString(16).padStart(12, "0")}`;
}
