import Link from "next/link";
import type { Change } from "@/api/types";
import { Badge } from "@/ui/badge";
import { Day } from "@/ui/day";
import { sentenceOf } from "./sentences";
import { UndoButton } from "./undo-button";

type ChangeRowProps = { change: Change; noun: string; when: string };

export function ChangeRow({ change, noun, when }: ChangeRowProps) {
  const { summary, rows } = change;
  const sentence = sentenceOf({ kind: change.kind, rows, noun });
  return (
    <li className="flex min-h-16 items-center gap-4 border-b py-2.5">
      <div className="min-w-0 flex-1">
        <p className="text-13 break-words">
          <span className="font-medium">{change.actor.name}</span>{" "}
          <Link
            href={summary.transaction ? `/transactions/${summary.transaction}` : `/instruments/${summary.instrument}/actions`}
            prefetch={false}
            className="rounded-mark underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {sentence}
          </Link>{" "}
          <span className="text-muted">
            of <Day date={summary.date} />
          </span>
        </p>
        <p className="mt-0.5 text-12 text-muted">
          {when}
          {change.reason ? <span className="break-words"> · “{change.reason}”</span> : null}
        </p>
      </div>
      {change.undone_by ? <Badge>Taken back</Badge> : null}
      {change.undoable ? <UndoButton change={change.id} name={`${change.actor.name} ${sentence}`} /> : null}
    </li>
  );
}
