import Link from "next/link";
import { Button } from "@/ui/button";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Empty
        drawing={<ChartDrawing />}
        title="There is nothing at this address"
        action={
          <Button asChild tone="primary">
            <Link href="/dashboard">Go to the dashboard</Link>
          </Button>
        }
      >
        It may have been removed, or belong to another household.
      </Empty>
    </main>
  );
}
