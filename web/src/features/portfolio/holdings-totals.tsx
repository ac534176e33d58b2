import type { Holdings } from "@/api/types";
import { shiftPoint, signOf } from "@/lib/decimal";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";

export function HoldingsTotals({ totals }: { totals: Holdings["totals"] }) {
  const percent = totals.unrealized_gain_percent;
  return (
    <tfoot>
      {totals.loans.amount === null || signOf(totals.loans.amount) !== 0 ? (
        <tr className="h-9 border-b">
          <th scope="row" colSpan={3} className="text-left font-normal text-muted">
            Loans
          </th>
          <td className="px-3 text-right">
            <Money value={totals.loans} currency="hidden" />
          </td>
          <td colSpan={4} />
        </tr>
      ) : null}
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
