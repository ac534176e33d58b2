import type { Holdings } from "@/api/types";
import { shiftPoint } from "@/lib/decimal";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";

export function HoldingsTotals({ totals }: { totals: Holdings["totals"] }) {
  const percent = totals.unrealized_gain_percent;
  return (
    <tfoot>
      <tr className="h-10 font-medium">
        <th scope="row" colSpan={3} className="text-left font-medium">
          Total
        </th>
        <td className="px-3 text-right">
          <Money value={totals.value} currency="hidden" />
        </td>
        <td className="px-3 text-right">
          <Money value={totals.cost_basis} currency="hidden" />
        </td>
        <td className="px-3 text-right">
          <Money value={totals.unrealized_gain} currency="hidden" sign="change" tone="change" />
        </td>
        <td className="px-3 text-right">
          <Percent value={percent == null ? null : shiftPoint(percent, -2)} sign="change" tone="change" />
        </td>
        <td />
      </tr>
    </tfoot>
  );
}
