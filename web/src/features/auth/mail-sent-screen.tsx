import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { Button } from "@/ui/button";
import { LoadPanel } from "@/ui/load-panel";
import { AuthFrame } from "./auth-frame";
import { ResendButton } from "./resend-button";

/** After sign-up: everything of one's own works at once, what reaches beyond it waits for the address. */
export async function MailSentScreen() {
  const email = await load((await serverApi()).GET("/v1/me/email"));
  return (
    <AuthFrame title="Your coffer is ready" note="One thing is left: show that the address is yours.">
      <LoadPanel loaded={email}>
        {(account) => (
          <div className="grid gap-6">
            <p className="text-14">
              We sent a mail to <span className="font-medium break-all">{account.email}</span>. Open the link in it within a day. You can begin before that.
            </p>
            <Button asChild tone="primary" size="large">
              <Link href="/dashboard">Go to your coffer</Link>
            </Button>
            <ResendButton />
          </div>
        )}
      </LoadPanel>
    </AuthFrame>
  );
}
