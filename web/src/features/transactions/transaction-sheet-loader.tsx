import { Allowed } from "@/features/permissions/public";
import type { TransactionsAddress } from "./address";
import { transactionsAddress } from "./address";
import { loadInstrument, loadTransaction } from "./queries";
import type { AccountChoice } from "./transaction-filters";
import { TransactionSheet } from "./transaction-sheet";

type TransactionSheetLoaderProps = { address: TransactionsAddress; accounts: AccountChoice[] };

/** The sheet that the address asks for, with what it edits. */
export async function TransactionSheetLoader({ address, accounts }: TransactionSheetLoaderProps) {
  const { sheet } = address;
  if (sheet.kind === "none") return null;
  const back = transactionsAddress(address, {});
  if (sheet.kind === "new") {
    return (
      <Allowed to="edit_transactions">
        <TransactionSheet key="new" back={back} accounts={accounts} account={address.filters.account} />
      </Allowed>
    );
  }
  const loaded = await loadTransaction(sheet.id);
  if (!loaded.ok) return null;
  const instrument = loaded.data.instrument ? await loadInstrument(loaded.data.instrument) : null;
  return (
    <TransactionSheet
      key={`${sheet.id}-${loaded.data.version}`}
      back={back}
      accounts={accounts}
      edited={{ transaction: loaded.data, etag: loaded.etag ?? undefined }}
      instrument={instrument?.ok ? instrument.data : undefined}
    />
  );
}
