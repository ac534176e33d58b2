import type { Transaction } from "@/api/types";

type TransactionTitleProps = { transaction: Transaction };

/** What it was about: the instrument, the other account, or the note. */
export function TransactionTitle({ transaction }: TransactionTitleProps) {
  const { instrument_symbol: symbol, instrument_name: name, counter_account_name: counter, note, category } = transaction;
  if (symbol) {
    return (
      <>
        <span className="font-medium">{symbol}</span>
        {name && name !== symbol ? <span className="ml-2 text-muted">{name}</span> : null}
      </>
    );
  }
  if (counter) return <>to {counter}</>;
  return <>{note ?? category ?? ""}</>;
}
