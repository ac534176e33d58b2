/** The trimmed text of a form's field; empty where it is absent or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** The same, with nothing written as null. */
export function textOrNull(form: FormData, name: string): string | null {
  return textOf(form, name) || null;
}

/** Accepts what people type (1.204,50 or 1,204.50) and gives a plain decimal; else the text as it is. */
export function plainDecimal(typed: string): string {
  const text = typed.replace(/[\s'’\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma >= 0 && point >= 0) {
    return comma > point ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, "");
  }
  if (comma < 0) return text;
  const single = text.indexOf(",") === comma;
  const thousands = /^-?[1-9]\d{0,2}(,\d{3})+$/.test(text);
  if (single && !thousands) return text.replace(",", ".");
  return single ? text : text.replace(/,/g, "");
}
