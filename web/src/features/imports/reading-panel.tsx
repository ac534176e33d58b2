"use client";

import type { Import, ImportKind, ImportOptions } from "@/api/types";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { Panel } from "@/ui/panel";
import { Select } from "@/ui/select";
import { KIND_LABELS } from "./labels";
import { useUpdateImport } from "./use-update-import";

type ReadingPanelProps = { file: Import; etag?: string; accounts: { id: string; name: string }[] };

type Option = "delimiter" | "decimal_separator" | "date_format" | "encoding" | "header";

const OPTIONS: Record<Option, { label: string; values: [string, string][] }> = {
  date_format: {
    label: "Dates",
    values: [
      ["yyyy-mm-dd", "2026-03-31"],
      ["dd.mm.yyyy", "31.03.2026"],
      ["dd/mm/yyyy", "31/03/2026"],
      ["mm/dd/yyyy", "03/31/2026"],
      ["mmm d yyyy", "Mar 31 2026"],
      ["yyyymmdd", "20260331"],
      ["yyyy/mm/dd", "2026/03/31"],
    ],
  },
  decimal_separator: { label: "Numbers", values: [[".", "1,204.50"], [",", "1.204,50"]] },
  delimiter: { label: "Columns split by", values: [[",", "Comma"], [";", "Semicolon"], ["\t", "Tab"], ["|", "Bar"]] },
  encoding: {
    label: "Encoding",
    values: [["utf-8", "UTF-8"], ["windows-1252", "Windows-1252"], ["utf-16le", "UTF-16 LE"], ["utf-16be", "UTF-16 BE"]],
  },
  header: { label: "First row", values: [["present", "Names the columns"], ["absent", "Is data already"]] },
};

const KINDS: ImportKind[] = ["transactions", "prices", "fx", "corporate_actions"];

const OPTION_ORDER: Option[] = ["date_format", "decimal_separator", "delimiter", "encoding", "header"];

/** What was detected about the file, each a choice. */
export function ReadingPanel({ file, etag, accounts }: ReadingPanelProps) {
  const { update, problem, busy } = useUpdateImport(file, etag);

  const changeOption = (option: Option, value: string) => {
    const known = OPTIONS[option].values.some(([each]) => each === value);
    if (!known) return;
    const options: ImportOptions = { [option]: value };
    void update({ options });
  };

  return (
    <Panel title="How the file is read" note="Detected; change what is not right">
      <fieldset disabled={busy} className="grid grid-cols-2 gap-4 pt-4 md:grid-cols-4">
        <legend className="sr-only">How the file is read</legend>
        <Field label="Holds">
          {(control) => (
            <Select
              {...control}
              defaultValue={file.kind}
              onChange={(event) => {
                const kind = KINDS.find((each) => each === event.target.value);
                if (kind) void update({ kind });
              }}
            >
              {Object.entries(KIND_LABELS).map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {file.kind === "transactions" ? (
          <Field label="Account">
            {(control) => (
              <Select {...control} defaultValue={file.account ?? ""} onChange={(event) => void update({ account: event.target.value || null })}>
                <option value="">As the file says</option>
                {accounts.map((account) => (
                  <option key={account.id} value={account.id}>
                    {account.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {file.kind === "prices" ? (
          <>
            <TextOption label="Symbol" value={file.options.symbol} onChange={(symbol) => void update({ options: { symbol } })} />
            <Field label="Prices are">
              {(control) => (
                <Select
                  {...control}
                  defaultValue={file.options.adjustment ?? "none"}
                  onChange={(event) =>
                    void update({ options: { adjustment: event.target.value === "split" ? "split" : "none" } })
                  }
                >
                  <option value="none">As quoted</option>
                  <option value="split">Adjusted for splits</option>
                </Select>
              )}
            </Field>
          </>
        ) : null}
        {file.kind === "fx" || file.kind === "corporate_actions" ? null : (
          <TextOption
            label="Currency"
            value={file.options.currency}
            onChange={(currency) => void update({ options: { currency: currency?.toUpperCase() } })}
          />
        )}
        {OPTION_ORDER.map((option) => (
          <Field key={option} label={OPTIONS[option].label}>
            {(control) => (
              <Select {...control} defaultValue={file.options[option] ?? ""} onChange={(event) => changeOption(option, event.target.value)}>
                {file.options[option] === undefined ? <option value="">–</option> : null}
                {OPTIONS[option].values.map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </fieldset>
      {problem ? (
        <div className="pt-4">
          <FormProblem title={problem.title} detail={problem.detail ?? problem.errors[0]?.detail} traceId={problem.traceId} />
        </div>
      ) : null}
    </Panel>
  );
}

type TextOptionProps = { label: string; value: string | undefined; onChange: (value: string | undefined) => void };

/** For rows that do not say it themselves; taken over when the field is left. */
function TextOption({ label, value, onChange }: TextOptionProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          defaultValue={value ?? ""}
          maxLength={40}
          placeholder="As the rows say"
          autoComplete="off"
          onBlur={(event) => {
            const typed = event.target.value.trim();
            if (typed !== (value ?? "")) onChange(typed || undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
      )}
    </Field>
  );
}
