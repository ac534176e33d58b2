import { ShieldCheck } from "lucide-react";
import { load, serverApi } from "@/api/server";
import type { HealthItem } from "@/api/types";
import { Empty } from "@/ui/empty";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { groupHealth } from "./groups";
import { HealthGroupPanel } from "./health-group-panel";

/** What makes figures doubtful, the gravest first, each with what mends it. */
export function DataHealthScreen() {
  return (
    <>
      <PageHeader title="Data health" note="What makes figures doubtful, and what mends it." />
      <LoadingPanel skeleton={<SkeletonRows rows={10} label="Loading the doubts" />}>
        <Doubts />
      </LoadingPanel>
    </>
  );
}

async function Doubts() {
  const loaded = await load((await serverApi()).GET("/v1/data-health"));
  return (
    <LoadPanel loaded={loaded}>
      {({ items, total }) =>
        items.length === 0 ? (
          <Empty drawing={<ShieldCheck aria-hidden strokeWidth={1.25} className="size-14" />} title="Nothing is doubtful">
            Every figure stands on recorded prices, rates and transactions.
          </Empty>
        ) : (
          <>
            <p className="-mt-2 mb-8 text-13 text-muted">{summary(items, total)}</p>
            <div className="grid gap-10">
              {groupHealth(items).map((group) => (
                <HealthGroupPanel key={group.code} group={group} />
              ))}
            </div>
          </>
        )
      }
    </LoadPanel>
  );
}

function summary(items: HealthItem[], total: number): string {
  const wrong = items.filter(({ severity }) => severity === "wrong").length;
  const doubtful = items.filter(({ severity }) => severity === "doubtful").length;
  const parts = [wrong > 0 ? `${wrong} ${wrong === 1 ? "makes" : "make"} figures wrong` : "", doubtful > 0 ? `${doubtful} ${doubtful === 1 ? "makes" : "make"} them doubtful` : ""].filter(Boolean);
  const counted = `${total} ${total === 1 ? "finding" : "findings"}`;
  const rest = total > items.length ? ` The first ${items.length} are shown.` : "";
  return `${counted}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.${rest}`;
}
