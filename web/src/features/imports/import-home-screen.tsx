import { can } from "@/features/permissions/public-server";
import { loadAccounts } from "@/features/shell/public-server";
import { LoadingPanel } from "@/ui/loading-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { ImportRefused } from "./import-refused";
import { PastImportsPanel } from "./past-imports-panel";
import { ProfilesPanel } from "./profiles-panel";
import { UploadForm } from "./upload-form";

type ImportHomeScreenProps = { account?: string };

export async function ImportHomeScreen({ account }: ImportHomeScreenProps) {
  if (!(await can("import"))) return <ImportRefused />;
  const accounts = await loadAccounts();
  return (
    <>
      <PageHeader title="Import" note="You see every row before anything counts, and can take a whole file back later." />
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <UploadForm accounts={accounts.ok ? accounts.data.items.map(({ id, name }) => ({ id, name })) : []} account={account} />
        <div className="grid content-start gap-10">
          <LoadingPanel skeleton={<SkeletonRows rows={5} label="Loading past imports" />}>
            <PastImportsPanel />
          </LoadingPanel>
          <LoadingPanel skeleton={<SkeletonRows rows={2} label="Loading profiles" />}>
            <ProfilesPanel />
          </LoadingPanel>
        </div>
      </div>
    </>
  );
}
