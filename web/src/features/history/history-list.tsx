import type { AuditRecord } from "@/api/types";
import { personClock } from "@/features/shell/public-server";
import { changesOf, sentenceOf } from "./actions";

export async function HistoryList({ records }: { records: AuditRecord[] }) {
  const clock = await personClock();
  if (records.length === 0) return <p className="py-3 text-13 text-muted">Nothing was done yet.</p>;
  return (
    <ul aria-label="What was done" className="border-t">
      {records.map((record) => {
        const changes = changesOf(record.before, record.after);
        return (
          <li key={record.id} className="border-b py-2.5">
            <p className="text-13 break-words">
              <span className="font-medium">{record.actor_name ?? (record.actor ? "Somebody who left" : "Coffer")}</span> {sentenceOf(record.action)}
            </p>
            <p className="mt-0.5 text-12 text-muted">
              {clock(record.recorded_at)}
              {record.network_address ? (
                <>
                  {" "}
                  · <span className="break-all">{record.network_address}</span>
                </>
              ) : null}
            </p>
            {changes.length > 0 ? (
              <details className="mt-1 text-12">
                <summary className="w-fit rounded-mark text-accent">What changed</summary>
                <dl className="mt-1.5 grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
                  {changes.map(({ field, before, after }) => (
                    <div key={field} className="contents">
                      <dt className="text-muted">{field}</dt>
                      <dd className="break-words">
                        {before ? <span className="text-muted line-through">{before}</span> : null} {after}
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
