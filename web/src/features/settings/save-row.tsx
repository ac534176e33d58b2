import type { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { FormProblem } from "@/ui/form-problem";

type SaveRowProps = { pending: boolean; problem: Problem | null };

export function SaveRow({ pending, problem }: SaveRowProps) {
  return (
    <>
      {problem ? <FormProblem title={problem.title} detail={problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} /> : null}
      <Button type="submit" disabled={pending} className="justify-self-start">
        {pending ? "Saving…" : "Save"}
      </Button>
    </>
  );
}
