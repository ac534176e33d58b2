/** One value put into a JSON body at a pointer (RFC 6901); arrays and objects on the way are made where they are absent. */
export function withValue(body: unknown, pointer: string, value: string): unknown {
  const [, ...tokens] = pointer.split("/").map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return put(body, tokens, value);
}

function put(body: unknown, [token, ...rest]: string[], value: string): unknown {
  if (token === undefined) return value;
  if (/^\d+$/.test(token) && (Array.isArray(body) || body === undefined || body === null)) {
    const copy: unknown[] = Array.isArray(body) ? [...body] : [];
    copy[Number(token)] = put(copy[Number(token)], rest, value);
    return copy;
  }
  const copy: Record<string, unknown> = typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
  copy[token] = put(copy[token], rest, value);
  return copy;
}

const LABELS: Record<string, string> = {
  close: "Price",
  rate: "Rate",
  amount: "Amount",
  price: "Price",
  quantity: "Units",
  cost: "Cost",
  cost_date: "Bought on",
  date: "Date",
  counter_account: "Other account",
  from: "From",
  to: "To",
};

/** What a field is called, by the last word of its pointer. */
export function fieldLabel(pointer: string): string {
  const words = pointer.split("/").filter((token) => !/^\d+$/.test(token));
  const last = words.at(-1) ?? pointer;
  return LABELS[last] ?? `${last.charAt(0).toUpperCase()}${last.slice(1).replaceAll("_", " ")}`;
}

/** A day is asked for as a day, all else as it is typed. */
export function fieldType(pointer: string): "date" | "text" {
  return /(^|\/|_)date$/.test(pointer) ? "date" : "text";
}
