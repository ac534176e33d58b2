import Link from "next/link";
import { Button } from "@/ui/button";
import { type ImportAddress, importAddress } from "./address";

type RowPagesProps = { id: string; address: ImportAddress; nextCursor: string | null };

export function RowPages({ id, address, nextCursor }: RowPagesProps) {
  if (!nextCursor && !address.cursor) return null;
  return (
    <nav aria-label="Pages of rows" className="flex justify-between gap-4 pt-4">
      {address.cursor ? (
        <Button asChild tone="quiet" size="small">
          <Link href={importAddress(id, { status: address.status })} scroll={false}>
            First page
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild size="small">
          <Link href={importAddress(id, { status: address.status, cursor: nextCursor })} scroll={false}>
            Next page
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
