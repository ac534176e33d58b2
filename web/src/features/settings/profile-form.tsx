"use client";

import { useRouter } from "next/navigation";
import { type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Me } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { SaveRow } from "./save-row";

const LOCALES: [string, string][] = [
  ["en-GB", "1,204.50 · 31 Mar 2026"],
  ["en-US", "1,204.50 · Mar 31, 2026"],
  ["de-DE", "1.204,50 · 31. März 2026"],
  ["de-CH", "1’204.50 · 31. März 2026"],
  ["fr-FR", "1 204,50 · 31 mars 2026"],
  ["es-ES", "1204,50 · 31 mar 2026"],
  ["nl-NL", "1.204,50 · 31 mrt 2026"],
  ["sv-SE", "1 204,50 · 31 mars 2026"],
];

export function ProfileForm({ me, etag }: { me: Me; etag: string | null }) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);
  const zones = Intl.supportedValuesOf("timeZone");
  const known = LOCALES.some(([tag]) => tag === me.locale);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const saved = await run(() =>
      toLoaded(
        browserApi.PATCH("/v1/me", {
          params: etag ? { header: { "If-Match": etag } } : {},
          body: { name: textOf(form, "name"), locale: textOf(form, "locale"), time_zone: textOf(form, "time_zone") },
        }),
      ),
    );
    if (saved) router.refresh();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="name" defaultValue={me.name} />}
      </Field>
      <Field label="Figures and dates" error={errors.locale}>
        {(control) => (
          <Select {...control} name="locale" defaultValue={me.locale}>
            {known ? null : <option value={me.locale}>{me.locale}</option>}
            {LOCALES.map(([tag, sample]) => (
              <option key={tag} value={tag}>
                {tag} · {sample}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Time zone" hint="Decides which day is today." error={errors.time_zone}>
        {(control) => (
          <Select {...control} name="time_zone" defaultValue={me.time_zone}>
            {zones.includes(me.time_zone) ? null : <option>{me.time_zone}</option>}
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <SaveRow pending={pending} problem={problem} />
    </form>
  );
}
