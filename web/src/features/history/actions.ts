/** What was done, in words that follow the person's name. */
const SENTENCES: Record<string, string> = {
  "auth.user.sign_up": "signed up",
  "auth.user.update": "changed their name or settings",
  "auth.profile.update": "changed their profile",
  "auth.sign_in.begin": "gave the password and was asked for a second step",
  "auth.session.start": "signed in",
  "auth.session.end": "ended a session",
  "auth.session.renew": "renewed a session",
  "auth.session.step_up": "proved who they are again",
  "auth.device.add": "signed in on a new device",
  "auth.password.change": "changed the password",
  "auth.password.forgot": "asked for another password",
  "auth.password.recover": "chose another password",
  "auth.password.recovery_sent": "was sent a link for another password",
  "auth.password.reset": "chose another password",
  "auth.email.verify": "confirmed the e-mail address",
  "auth.email.verification_sent": "was sent a link to confirm the e-mail address",
  "auth.email.change": "changed the e-mail address",
  "auth.email.change_requested": "asked for a change of e-mail address",
  "auth.email.change_confirmed": "confirmed a change of e-mail address",
  "auth.email.change_cancelled": "called off a change of e-mail address",
  "auth.totp.begin": "began to set up codes from an app",
  "auth.totp.confirm": "set up codes from an app",
  "auth.totp.remove": "removed codes from an app",
  "auth.passkey.add": "added a passkey",
  "auth.passkey.rename": "renamed a passkey",
  "auth.passkey.remove": "removed a passkey",
  "auth.recovery_codes.renew": "made new recovery codes",
  "auth.recovery_code.use": "used a recovery code",
  "auth.api_key.create": "made an API key",
  "auth.api_key.revoke": "revoked an API key",
  "auth.tokens.start": "let a program in",
  "auth.tokens.refresh": "a program of theirs stayed signed in",
  "auth.tokens.reuse": "a used token was offered again; its program is signed out",
  "auth.account.deletion_requested": "asked for the deletion of the account",
  "auth.account.deletion_cancelled": "kept the account",
  "auth.account.deletion_refused": "could not delete the account",
  "auth.account.delete": "deleted the account",
  "auth.person.find": "looked somebody up, for support",
  "auth.person.update": "gave somebody an office, disabled or enabled them",
  "auth.household.create": "created the household",
  "auth.household.update": "changed the household",
  "auth.member.update": "changed a member's role or sight",
  "auth.member.remove": "removed a member, or left",
  "auth.grant.create": "showed a member something",
  "auth.grant.update": "changed what a member may do",
  "auth.grant.remove": "no longer shows a member something",
  "auth.invitation.create": "invited somebody",
  "auth.invitation.withdraw": "withdrew an invitation",
  "auth.invitation.accept": "joined the household",
  "finance.account.create": "added an account",
  "finance.account.update": "changed an account",
  "finance.account.remove": "removed an account",
  "finance.account.share": "said whose an account is",
  "finance.transaction.create": "recorded a transaction",
  "finance.transaction.update": "corrected a transaction",
  "finance.transaction.remove": "removed a transaction",
  "finance.transaction.restore": "brought back a transaction",
  "finance.instrument.create": "added an instrument",
  "finance.instrument.update": "changed an instrument",
  "finance.instrument.split": "recorded a split",
  "finance.corporate_action.create": "told what happened to an instrument",
  "finance.corporate_action.update": "corrected what happened to an instrument",
  "finance.corporate_action.remove": "took back what happened to an instrument",
  "finance.prices.record": "recorded prices",
  "finance.fx_rates.record": "recorded exchange rates",
  "finance.portfolio.create": "made a portfolio",
  "finance.portfolio.update": "changed a portfolio",
  "finance.portfolio.remove": "removed a portfolio",
  "finance.import.create": "uploaded a file",
  "finance.import.update": "changed how a file is read",
  "finance.import.commit": "imported a file",
  "finance.import.revert": "took an import back",
  "finance.import.remove": "discarded a file",
};

/** One that has no words yet is named as it is: nothing is left out of a history. */
export function sentenceOf(action: string): string {
  return SENTENCES[action] ?? action.split(".").slice(1).join(" ").replaceAll("_", " ");
}

export type Change = { field: string; before: string; after: string };

/** The fields in which two states differ; of a beginning or an end, all that was kept. */
export function changesOf(before: Record<string, unknown> | null, after: Record<string, unknown> | null): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field: field.replaceAll("_", " "), before: textOf(before?.[field]), after: textOf(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
