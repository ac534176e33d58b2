import Link from "next/link";
import { Button } from "@/ui/button";
import { FileDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { PageHeader } from "@/ui/page-header";

/** An import concerns the whole household: it is for those who see it whole and may change it. */
export function ImportRefused() {
  return (
    <>
      <PageHeader title="Import" />
      <Empty
        drawing={<FileDrawing />}
        title="Your role does not include imports"
        action={
          <Button asChild>
            <Link href="/transactions">See the transactions</Link>
          </Button>
        }
      >
        Ask an owner of the household if you should add files here.
      </Empty>
    </>
  );
}
