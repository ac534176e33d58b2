import { load, serverApi } from "@/api/server";
import { currentHousehold } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { HouseholdForm } from "./household-form";
import { SettingsSection } from "./settings-section";

export async function HouseholdScreen() {
  const household = await currentHousehold();
  if (!household) return null;
  const [details, currencies] = await Promise.all([
    load((await serverApi()).GET("/v1/households/{id}", { params: { path: { id: household.id } } })),
    load((await serverApi()).GET("/v1/currencies")),
  ]);
  const codes = currencies.ok ? currencies.data.items.map(({ code, name }) => ({ code, name })) : [];
  return (
    <SettingsSection title="Household" note="Its reports are in this currency. Nothing recorded is converted.">
      <LoadPanel loaded={details}>
        {(data) => <HouseholdForm household={data} etag={details.ok ? details.etag : null} currencies={codes} />}
      </LoadPanel>
    </SettingsSection>
  );
}
