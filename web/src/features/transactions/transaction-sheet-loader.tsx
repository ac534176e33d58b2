import type { InstrumentReference } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { personToday } from "@/features/shell/public-server";
import { type TransactionsAddress, transactionsAddress } from "./address";
import { type Draft, draftOf, duplicateOf, newDraft } from "./draft";
import { loadInstrument, loadTransaction, loadTypeRules } from "./queries";
import type { AccountChoice } from "./transaction-filters";
import { SheetRefused } from "./sheet-refused";
import { TransactionSheet } from "./transaction-sheet";

type TransactionSheetLoaderProps = { address: TransactionsAddress; accounts: AccountChoice[] };

/** The sheet that the address asks for, with what it edits or copies. */
export async function TransactionSheetLoader({ address, accounts }: TransactionSheetLoaderProps) {
  const { sheet } = address;
  if (sheet.kind === "none") return null;
  const back = transactionsAddress(address, {});
  const [today, types] = await Promise.all([personToday(), loadTypeRules()]);
  if (!types.ok) return <SheetRefused back={back} problem={types.problem} />;
  const rules = types.data.items;
  const fresh = (draft: Draft, key: string) => (
    <Allowed to="edit_transactions">
      <TransactionSheet key={key} back={back} accounts={accounts} rules={rules} initial={draft} />
    </Allowed>
  );
  if (sheet.kind === "new") {
    const instrument = await reference(address.filters.instrument);
    return fresh(newDraft({ account: address.filters.account ?? accounts[0]?.id ?? "", today, instrument, type: address.filters.type }), "new");
  }
  const loaded = await loadTransaction(sheet.id);
  if (!loaded.ok) return <SheetRefused back={back} problem={loaded.problem} />;
  const [instrument, newInstrument] = await Promise.all([reference(loaded.data.instrument), reference(loaded.data.new_instrument)]);
  const draft = draftOf(loaded.data, { instrument, new_instrument: newInstrument });
  if (sheet.kind === "copy") return fresh(duplicateOf(draft, today), `copy-${sheet.id}`);
  return (
    <TransactionSheet
      key={`${sheet.id}-${loaded.data.version}`}
      back={back}
      accounts={accounts}
      rules={rules}
      initial={draft}
      edited={{ transaction: loaded.data, etag: loaded.etag ?? undefined, copy: transactionsAddress(address, { copy: sheet.id }) }}
    />
  );
}

async function reference(id: string | null | undefined): Promise<InstrumentReference | null> {
  if (!id) return null;
  const loaded = await loadInstrument(id);
  return loaded.ok ? loaded.data : null;
}
