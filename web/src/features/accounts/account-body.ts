import type { AccountKind, AccountPatch, CostBasisMethod, NewAccount } from "@/api/types";
import { textOf, textOrNull } from "@/lib/form";
import { COST_BASIS_LABELS, KIND_LABELS } from "./kinds";

export const KINDS = Object.keys(KIND_LABELS).filter(isKind);
export const METHODS = Object.keys(COST_BASIS_LABELS).filter(isMethod);

export function newAccount(form: FormData): NewAccount {
  return { ...shared(form), currency: textOf(form, "currency").toUpperCase() };
}

export function accountPatch(form: FormData): AccountPatch {
  return shared(form);
}

function shared(form: FormData) {
  const kind = textOf(form, "kind");
  const method = textOf(form, "cost_basis");
  return {
    name: textOf(form, "name"),
    kind: isKind(kind) ? kind : "other",
    cash: textOf(form, "cash") || "tracked",
    cost_basis: isMethod(method) ? method : "fifo",
    institution: textOrNull(form, "institution"),
  } as const;
}

function isKind(text: string): text is AccountKind {
  return Object.hasOwn(KIND_LABELS, text);
}

function isMethod(text: string): text is CostBasisMethod {
  return Object.hasOwn(COST_BASIS_LABELS, text);
}
