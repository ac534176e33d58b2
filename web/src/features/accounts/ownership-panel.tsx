import { Pencil } from "lucide-react";
import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { can } from "@/features/permissions/public-server";
import { currentHousehold, loadMembers, personToday } from "@/features/shell/public-server";
import { cn } from "@/lib/cn";
import { shiftPoint, signOf } from "@/lib/decimal";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { Percent } from "@/ui/percent";
import { OwnershipBar, type Person, personColour } from "./ownership-bar";
import { OwnershipSheet } from "./ownership-sheet";
import { periodOn, periodsOf, restOf } from "./ownership";

type OwnershipPanelProps = { account: string; name: string; sheet: "open" | "closed" };

/** Whose an account is: the parts in which people hold it together. */
export async function OwnershipPanel({ account, name, sheet }: OwnershipPanelProps) {
  const [household, today, mayEdit] = await Promise.all([currentHousehold(), personToday(), can("edit_accounts")]);
  if (!household) return null;
  const [ownership, members] = await Promise.all([
    load((await serverApi()).GET("/v1/accounts/{id}/ownership", { params: { path: { id: account } } })),
    loadMembers(household.id),
  ]);
  const people = members.ok ? members.data.map(({ user, name: person }) => ({ user, name: person })) : [];
  return (
    <Panel
      title="Whose it is"
      actions={
        mayEdit ? (
          <Button asChild tone="quiet" size="small">
            <Link href={`/accounts/${account}?sheet=ownership`} scroll={false}>
              <Pencil aria-hidden />
              Change
            </Link>
          </Button>
        ) : null
      }
    >
      <LoadPanel loaded={ownership}>
        {({ shares }) => {
          const periods = periodsOf(shares);
          const now = periodOn(periods, today);
          return (
            <>
              {shares.length === 0 ? (
                <p className="py-4 text-13 text-muted">It belongs to {household.name} as a whole, to nobody in particular.</p>
              ) : (
                <div className="max-w-xl py-4">
                  <OwnershipBar parts={now?.parts ?? {}} people={people} />
                  <PartList parts={now?.parts ?? {}} people={people} />
                  {now?.from ? (
                    <p className="mt-3 text-12 text-muted">
                      Since <Day date={now.from} />
                    </p>
                  ) : null}
                </div>
              )}
              {mayEdit && sheet === "open" ? (
                <OwnershipSheet account={{ id: account, name }} people={people} periods={periods} etag={ownership.ok ? ownership.etag : null} />
              ) : null}
            </>
          );
        }}
      </LoadPanel>
    </Panel>
  );
}

function PartList({ parts, people }: { parts: Record<string, string>; people: Person[] }) {
  const rest = restOf(parts);
  return (
    <ul className="mt-3 grid gap-1.5 text-13">
      {people.map(({ user, name }, index) =>
        parts[user] ? <Part key={user} mark={personColour(index)} name={name} percent={parts[user]} /> : null,
      )}
      {signOf(rest) > 0 ? <Part mark="hatched" name="Somebody outside the household" percent={rest} /> : null}
    </ul>
  );
}

function Part({ mark, name, percent }: { mark: string; name: string; percent: string }) {
  return (
    <li className="flex items-center gap-2.5">
      <span aria-hidden className={cn("size-2.5 shrink-0 rounded-full", mark)} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <Percent value={shiftPoint(percent, -2)} />
    </li>
  );
}
