import Link from "next/link";
import { Button } from "@/ui/button";
import { WalletDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";

/** For somebody who looks and does not record. */
export function NothingToSee({ accounts }: { accounts: number }) {
  if (accounts === 0) {
    return (
      <Empty drawing={<WalletDrawing />} title="Nothing is shown to you yet">
        Whoever invited you to this household chooses what you see. It appears here.
      </Empty>
    );
  }
  return (
    <Empty
      drawing={<WalletDrawing />}
      title="Nothing is recorded yet"
      action={
        <Button asChild>
          <Link href="/accounts">See the accounts</Link>
        </Button>
      }
    >
      The accounts that you see hold no transaction so far.
    </Empty>
  );
}
