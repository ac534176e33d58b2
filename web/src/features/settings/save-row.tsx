import type { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";

type SaveRowProps = { pending: boolean; problem: Problem | null };

export function SaveRow({ pending, problem }: SaveRowProps) {
  return (
    <>
      <ProblemNote problem={problem} />
      <Button type="submit" disabled={pending} className="justify-self-start">
        {pending ? "Saving…" : "Save"}
      </Button>
    </>
  );
}
