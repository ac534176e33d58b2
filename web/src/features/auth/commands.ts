"use client";

import { browserApi } from "@/api/browser";
import { type Loaded, toDone, toLoaded } from "@/api/loaded";
import type { Me, OfferedProof, PasskeyAnswer, PasskeyRequest, PendingSignIn } from "@/api/types";
import { askForPasskey, canUsePasskeys, noPasskeys } from "./passkey";

/** Signed in, or halfway: the password was right and a second factor is awaited. */
export type SignedIn = Me | PendingSignIn;

export function isPending(signedIn: SignedIn): signedIn is PendingSignIn {
  return "ways" in signedIn;
}

export function signIn(email: string, password: string): Promise<Loaded<SignedIn>> {
  return toLoaded<SignedIn>(browserApi.POST("/v1/auth/sign-in", { body: { email, password } }));
}

export function finishSignIn(token: string, proof: OfferedProof): Promise<Loaded<Me>> {
  const { password: _, ...factor } = proof;
  return toLoaded(browserApi.POST("/v1/auth/mfa/verify", { body: { token, ...factor } }));
}

export const passkeyForSecondStep = (token: string) => () =>
  withPasskey(() => toLoaded(browserApi.POST("/v1/auth/mfa/options", { body: { token } })));

export const passkeyForStepUp = () => withPasskey(() => toLoaded(browserApi.POST("/v1/auth/step-up/options")));

export const passkeyOptions = () => toLoaded(browserApi.POST("/v1/auth/passkey/options"));

export function enterWithPasskey(answer: PasskeyAnswer): Promise<Loaded<Me>> {
  return toLoaded(browserApi.POST("/v1/auth/passkey", { body: answer }));
}

/** With a passkey alone: neither address nor password. */
export async function signInWithPasskey(): Promise<Loaded<Me>> {
  const answer = await withPasskey(passkeyOptions);
  return answer.ok ? enterWithPasskey(answer.data) : answer;
}

export function stepUp(proof: OfferedProof): Promise<Loaded<true>> {
  return toDone(browserApi.POST("/v1/auth/step-up", { body: proof }));
}

async function withPasskey(load: () => Promise<Loaded<PasskeyRequest>>): Promise<Loaded<PasskeyAnswer>> {
  if (!canUsePasskeys()) return { ok: false, problem: noPasskeys() };
  const request = await load();
  return request.ok ? askForPasskey(request.data) : request;
}
