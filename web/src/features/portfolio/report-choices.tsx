"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { CurrencyItem } from "@/api/types";
import { COST_BASIS_LABELS } from "@/features/accounts/public";
import { Select } from "@/ui/select";
import { METHODS, type ReportChoice } from "./address";

type ReportChoicesProps = {
  choice: ReportChoice;
  /** The portfolio's own currency. */
  own: string;
  currencies: CurrencyItem[];
  methods: "offered" | "without effect";
  address: (changes: Record<string, string | null>) => string;
};

const USUAL = ["EUR", "USD", "GBP", "CHF", "JPY"];

/** The currency and the cost-basis method of a report: a way of looking, which changes nothing recorded. */
export function ReportChoices({ choice, own, currencies, methods, address }: ReportChoicesProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const choose = (name: "currency" | "method", value: string) =>
    start(() => router.replace(address({ [name]: value === "" ? null : value }), { scroll: false }));
  const first = [own, ...USUAL.filter((code) => code !== own)];
  const rest = currencies.filter(({ code }) => !first.includes(code));
  return (
    <div className="flex max-w-full items-center gap-2" aria-busy={pending}>
      {methods === "offered" ? (
        <Select
          aria-label="Which units a sale takes first"
          value={choice.method ?? ""}
          onChange={(event) => choose("method", event.target.value)}
          className="w-44 [&_select]:h-8 [&_select]:text-13"
        >
          <option value="">As accounts say</option>
          {METHODS.map((method) => (
            <option key={method} value={method}>
              {COST_BASIS_LABELS[method]}
            </option>
          ))}
        </Select>
      ) : null}
      <Select
        aria-label="Currency of the report"
        value={choice.currency ?? ""}
        onChange={(event) => choose("currency", event.target.value)}
        className="w-24 [&_select]:h-8 [&_select]:text-13"
      >
        <option value="">{own}</option>
        {first.slice(1).map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
        {rest.length > 0 ? (
          <optgroup label="All">
            {rest.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} · {name}
              </option>
            ))}
          </optgroup>
        ) : null}
      </Select>
    </div>
  );
}
