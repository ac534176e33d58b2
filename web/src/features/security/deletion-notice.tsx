import { personClock } from "@/features/shell/public-server";
import { loadDeletion } from "./deletion";
import { KeepAccount } from "./keep-account";

/** While a deletion is under way, above all settings. */
export async function DeletionNotice() {
  const [deletion, clock] = await Promise.all([loadDeletion(), personClock()]);
  if (!deletion.ok) return null;
  return (
    <section aria-label="Deletion of the account" className="mb-8 flex flex-wrap items-center justify-between gap-4 rounded-panel bg-warning-soft p-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-14 font-medium">Your account will be deleted on {clock(deletion.data.due_at)}</p>
        <p className="mt-0.5 text-13 text-muted">Until then everything stays as it is.</p>
      </div>
      <KeepAccount />
    </section>
  );
}
