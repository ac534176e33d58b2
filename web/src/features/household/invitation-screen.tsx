import { AuthFrame } from "@/features/auth/public";
import { toLoaded } from "@/api/loaded";
import { serverApi } from "@/api/server";
import { InvitationOfferPanel } from "./invitation-offer-panel";

/** What the link of an invitation opens, for somebody signed in, signed out, or new. */
export async function InvitationScreen() {
  const me = await toLoaded((await serverApi()).GET("/v1/me"));
  return (
    <AuthFrame
      title="You are invited"
      note="To share a household in Coffer."
      other="If you do not know the sender, do nothing: nobody learns of it."
    >
      <InvitationOfferPanel person={me.ok ? { name: me.data.name, email: me.data.email } : null} />
    </AuthFrame>
  );
}
