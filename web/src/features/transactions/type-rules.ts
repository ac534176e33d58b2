import type { TransactionType, TransactionTypeRule } from "@/api/types";
import { type FieldName, fieldNamed } from "./fields";

/** What one type asks for, in the order in which it is best asked. */
export type TypeFields = {
  fields: { name: FieldName; presence: "needed" | "either" | "optional" }[];
  /** Of each, one whole group is needed. */
  alternatives: { groups: FieldName[][]; detail: string }[];
};

const NONE: TypeFields = { fields: [], alternatives: [] };

/** The fields of the form, by the server's table of types: what the form does not know it does not offer. */
export function fieldsOf(rules: TransactionTypeRule[], type: TransactionType): TypeFields {
  const rule = rules.find((each) => each.type === type);
  if (!rule) return NONE;
  const alternatives = rule.alternatives.map(({ groups, detail }) => ({ groups: groups.map(known), detail }));
  const either = new Set(alternatives.flatMap(({ groups }) => groups.flat()));
  return {
    alternatives,
    fields: rule.fields.flatMap(({ field, use }) => {
      const name = fieldNamed(field);
      if (!name) return [];
      return [{ name, presence: use === "required" ? "needed" : either.has(name) ? "either" : "optional" } as const];
    }),
  };
}

/** What is still to be filled in, in words: the labels of needed fields, or the sentence of an alternative. */
export function stillMissing({ fields, alternatives }: TypeFields, filled: (name: FieldName) => boolean): { fields: FieldName[]; sentences: string[] } {
  return {
    fields: fields.filter(({ name, presence }) => presence === "needed" && !filled(name)).map(({ name }) => name),
    sentences: alternatives.filter(({ groups }) => !groups.some((group) => group.every(filled))).map(({ detail }) => detail),
  };
}

function known(fields: string[]): FieldName[] {
  return fields.flatMap((field) => fieldNamed(field) ?? []);
}
