"use client";

import { FileUp, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, type DragEvent, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { newKey } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { cn } from "@/lib/cn";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { FileDrawing } from "@/ui/drawings";
import { Field } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { useLocale } from "@/ui/intl-provider";
import { Select } from "@/ui/select";
import { fileSize, KIND_LABELS } from "./labels";

type UploadFormProps = { accounts: { id: string; name: string }[]; account?: string };

const KINDS = ["auto", "transactions", "prices", "fx", "corporate_actions"] as const;

export function UploadForm({ accounts, account }: UploadFormProps) {
  const router = useRouter();
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ file: File; key: string } | null>(null);
  const [over, setOver] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();

  const choose = (file: File | undefined) => setChosen(file ? { file, key: newKey() } : null);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!chosen) return;
    const form = new FormData(event.currentTarget);
    const kind = KINDS.find((each) => each === textOf(form, "kind")) ?? "auto";
    const target = textOf(form, "account");
    const uploaded = await run(() =>
      toLoaded(
        browserApi.POST("/v1/imports", {
          params: { header: { "Idempotency-Key": `${chosen.key}-${kind}-${target}` } },
          body: { file: chosen.file.name, kind, ...(target ? { account: target } : {}) },
          bodySerializer: (body) => multipart(body, chosen.file),
        }),
      ),
    );
    if (uploaded) router.push(`/import/${uploaded.id}`);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "relative flex min-h-52 cursor-pointer flex-col items-center justify-center rounded-panel border border-dashed px-6 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          over ? "border-accent bg-accent-soft" : "border-line-strong hover:border-control hover:bg-surface",
        )}
      >
        <input
          ref={input}
          type="file"
          name="file"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          className="sr-only"
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <span className="mb-3 text-line-strong">
          <FileDrawing />
        </span>
        {chosen ? (
          <>
            <span className="text-14 font-medium break-all">{chosen.file.name}</span>
            <span className="mt-0.5 text-12 text-muted">{fileSize(chosen.file.size, locale)}</span>
          </>
        ) : (
          <>
            <span className="text-14 font-medium">Drop a file here, or choose one</span>
            <span className="mt-0.5 text-12 text-muted">CSV from a broker or bank, Coffer&rsquo;s own export, prices or rates</span>
          </>
        )}
      </label>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Account" hint="For rows that name none.">
          {(control) => (
            <Select {...control} name="account" defaultValue={account ?? ""}>
              <option value="">As the file says</option>
              {accounts.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="What the file holds">
          {(control) => (
            <Select {...control} name="kind">
              <option value="auto">Find out</option>
              {Object.entries(KIND_LABELS).map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {problem ? <FormProblem title={problem.title} detail={problem.detail ?? problem.errors[0]?.detail} traceId={problem.traceId} /> : null}
      <div className="flex items-center gap-2">
        <Button type="submit" tone="primary" disabled={!chosen || pending}>
          <FileUp aria-hidden />
          {pending ? "Reading the file…" : "Preview the file"}
        </Button>
        {chosen && !pending ? (
          <Button
            tone="quiet"
            onClick={() => {
              if (input.current) input.current.value = "";
              choose(undefined);
            }}
          >
            <X aria-hidden />
            Another file
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function multipart(fields: Record<string, string | undefined>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (name !== "file" && value) form.set(name, value);
  }
  form.set("file", file, file.name);
  return form;
}
