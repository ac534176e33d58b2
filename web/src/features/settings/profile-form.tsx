"use client";

import { useRouter } from "next/navigation";
import { type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Profile } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { AvatarField } from "./avatar-field";
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

type ProfileFormProps = { profile: Profile; etag: string | null; currencies: { code: string; name: string }[] };

export function ProfileForm({ profile, etag, currencies }: ProfileFormProps) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);
  const zones = Intl.supportedValuesOf("timeZone");
  const known = LOCALES.some(([tag]) => tag === profile.locale);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const saved = await run(() =>
      toLoaded(
        browserApi.PATCH("/v1/me/profile", {
          params: etag ? { header: { "If-Match": etag } } : {},
          body: {
            name: textOf(form, "name"),
            locale: textOf(form, "locale"),
            time_zone: textOf(form, "time_zone"),
            base_currency: textOf(form, "base_currency"),
          },
        }),
      ),
    );
    if (saved) router.refresh();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <AvatarField profile={profile} etag={etag} />
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="name" defaultValue={profile.name} />}
      </Field>
      <Field label="Figures and dates" error={errors.locale}>
        {(control) => (
          <Select {...control} name="locale" defaultValue={profile.locale}>
            {known ? null : <option value={profile.locale}>{profile.locale}</option>}
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
          <Select {...control} name="time_zone" defaultValue={profile.time_zone}>
            {zones.includes(profile.time_zone) ? null : <option>{profile.time_zone}</option>}
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Your currency" hint="What you think in. Each household has its own for its reports." error={errors.base_currency}>
        {(control) => (
          <Select {...control} name="base_currency" defaultValue={profile.base_currency}>
            {currencies.some(({ code }) => code === profile.base_currency) ? null : <option>{profile.base_currency}</option>}
            {currencies.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} · {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SaveRow pending={pending} problem={problem} />
    </form>
  );
}
