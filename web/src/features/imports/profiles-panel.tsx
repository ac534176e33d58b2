import { load, serverApi } from "@/api/server";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { ProfileList } from "./profile-list";

export async function ProfilesPanel() {
  const loaded = await load((await serverApi()).GET("/v1/import-profiles", { params: { query: { limit: 200 } } }));
  if (loaded.ok && loaded.data.items.length === 0) return null;
  return (
    <Panel title="Files that read themselves" note="Recognised by their columns, however the file is called">
      <LoadPanel loaded={loaded}>{({ items }) => <ProfileList profiles={items} />}</LoadPanel>
    </Panel>
  );
}
