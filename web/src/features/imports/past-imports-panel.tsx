import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { Badge } from "@/ui/badge";
import { Day } from "@/ui/day";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { Quantity } from "@/ui/quantity";
import { KIND_LABELS, STATE_LABELS, STATE_TONES } from "./labels";

export async function PastImportsPanel() {
  const loaded = await load((await serverApi()).GET("/v1/imports", { params: { query: { limit: 20 } } }));
  return (
    <Panel title="Files so far">
      <LoadPanel loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="py-6 text-13 text-muted">No file yet. Each file you import is listed here and can be taken back.</p>
          ) : (
            <ul>
              {items.map((item) => (
                <li key={item.id} className="border-b last:border-0">
                  <Link href={`/import/${item.id}`} prefetch={false} className="-mx-2 flex items-center gap-4 rounded-control px-2 py-2.5 transition-colors hover:bg-raised">
                    <span className="min-w-0 flex-1">
                      <span className="block truncate text-13 font-medium">{item.file_name}</span>
                      <span className="block truncate text-12 text-muted">
                        <Day date={item.created_at.slice(0, 10)} /> · {KIND_LABELS[item.kind]} · <Quantity value={String(item.counts.total)} /> rows
                      </span>
                    </span>
                    <Badge tone={STATE_TONES[item.state]}>{STATE_LABELS[item.state]}</Badge>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </LoadPanel>
    </Panel>
  );
}
