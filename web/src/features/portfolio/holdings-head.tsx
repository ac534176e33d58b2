import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/lib/cn";
import type { Column, Order } from "./holdings-order";

type HoldingsHeadProps = { order: Order; onOrder: (order: Order) => void };

const LABELS: Record<Column, string> = {
  name: "Holding",
  quantity: "Quantity",
  price: "Price",
  value: "Value",
  cost: "Cost",
  gain: "Gain",
  percent: "Gain %",
  weight: "Weight",
};

const COLUMN_ORDER: Column[] = ["name", "quantity", "price", "value", "cost", "gain", "percent", "weight"];

export function HoldingsHead({ order, onOrder }: HoldingsHeadProps) {
  const choose = (column: Column) => {
    const turned = order.direction === "descending" ? "ascending" : "descending";
    onOrder({ column, direction: order.column === column ? turned : column === "name" ? "ascending" : "descending" });
  };
  return (
    <thead className="sticky-head">
      <tr className="border-y">
        {COLUMN_ORDER.map((column) => {
          const current = order.column === column;
          const Arrow = order.direction === "ascending" ? ArrowUp : ArrowDown;
          return (
            <th
              key={column}
              scope="col"
              aria-sort={current ? order.direction : "none"}
              className={cn("h-9 px-3 text-right font-normal whitespace-nowrap first:pl-0 first:text-left last:pr-0", column === "name" && "sticky left-0 bg-paper")}
            >
              <button
                type="button"
                onClick={() => choose(column)}
                className={cn("inline-flex items-center gap-1 rounded-mark text-12 transition-colors hover:text-text", current ? "text-text" : "text-muted", column !== "name" && "flex-row-reverse")}
              >
                {LABELS[column]}
                <Arrow aria-hidden className={cn("size-3", !current && "invisible")} />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
