import type { SaleToPreview } from "@/api/types";
import { signOf } from "@/lib/decimal";
import { plainDecimal, textOf } from "@/lib/form";

export const LOT_FIELD = "lot:";

/** The sale as the form has it; what is left empty the server fills in. Chosen lots are those with a quantity. */
export function saleToPreview(form: FormData, instrument: string): SaleToPreview {
  const decimal = (name: string) => plainDecimal(textOf(form, name));
  const lots = [...form.keys()]
    .filter((name) => name.startsWith(LOT_FIELD))
    .map((name) => ({ transaction: name.slice(LOT_FIELD.length), quantity: decimal(name) }))
    .filter(({ quantity }) => quantity !== "" && signOf(quantity) !== 0);
  const optional = (name: "price" | "fee" | "tax") => (decimal(name) === "" || signOf(decimal(name)) === 0 ? {} : { [name]: decimal(name) });
  const date = textOf(form, "date");
  return {
    account: textOf(form, "account"),
    instrument,
    quantity: decimal("quantity"),
    ...(date === "" ? {} : { date }),
    ...optional("price"),
    ...optional("fee"),
    ...optional("tax"),
    ...(lots.length > 0 ? { lots } : {}),
  };
}
