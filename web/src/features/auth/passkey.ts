"use client";

import type { Loaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { PasskeyAnswer, PasskeyCreation, PasskeyRequest } from "@/api/types";
import { fromBase64Url, toBase64Url } from "@/lib/base64url";

export type MadePasskey = { client_data: string; attestation_object: string; transports: string[] };

type AskOptions = { signal?: AbortSignal; mediation?: CredentialMediationRequirement };

export function canUsePasskeys(): boolean {
  return typeof window !== "undefined" && "PublicKeyCredential" in window;
}

/** Whether the browser offers passkeys among what it fills in. */
export async function canFillPasskeys(): Promise<boolean> {
  return canUsePasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

/** The browser asks the person for a passkey. A person who closes its window is no error of anybody. */
export async function askForPasskey(request: PasskeyRequest, options: AskOptions = {}): Promise<Loaded<PasskeyAnswer>> {
  try {
    const credential = await navigator.credentials.get({
      ...options,
      publicKey: {
        challenge: fromBase64Url(request.challenge),
        rpId: request.rp_id,
        userVerification: request.user_verification,
        allowCredentials: request.allow.map(descriptorOf),
        timeout: request.timeout_ms,
      },
    });
    if (!isAssertion(credential)) return refused("No passkey was used");
    const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
    return settled({
      credential_id: toBase64Url(credential.rawId),
      client_data: toBase64Url(clientDataJSON),
      authenticator_data: toBase64Url(authenticatorData),
      signature: toBase64Url(signature),
      ...(userHandle && userHandle.byteLength > 0 ? { user_handle: toBase64Url(userHandle) } : {}),
    });
  } catch (error) {
    return refused(titleOf(error, "No passkey was used"));
  }
}

export async function makePasskey(creation: PasskeyCreation): Promise<Loaded<MadePasskey>> {
  try {
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: fromBase64Url(creation.challenge),
        rp: { id: creation.rp_id, name: "Coffer" },
        user: { id: fromBase64Url(creation.user_handle), name: creation.user_name, displayName: creation.user_display_name },
        pubKeyCredParams: creation.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: creation.exclude.map(descriptorOf),
        authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
        attestation: "none",
        timeout: creation.timeout_ms,
      },
    });
    if (!isAttestation(credential)) return refused("No passkey was made");
    const { attestationObject, clientDataJSON } = credential.response;
    return settled({
      client_data: toBase64Url(clientDataJSON),
      attestation_object: toBase64Url(attestationObject),
      transports: credential.response.getTransports?.() ?? [],
    });
  } catch (error) {
    return refused(titleOf(error, "No passkey was made"));
  }
}

export function noPasskeys(): Problem {
  return webProblem("This browser knows no passkeys", "Use another way to sign in, or another browser.");
}

function descriptorOf(id: string): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: fromBase64Url(id) };
}

function isAssertion(credential: Credential | null): credential is PublicKeyCredential & { response: AuthenticatorAssertionResponse } {
  return credential instanceof PublicKeyCredential && credential.response instanceof AuthenticatorAssertionResponse;
}

function isAttestation(credential: Credential | null): credential is PublicKeyCredential & { response: AuthenticatorAttestationResponse } {
  return credential instanceof PublicKeyCredential && credential.response instanceof AuthenticatorAttestationResponse;
}

function titleOf(error: unknown, otherwise: string): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") return "This device holds a passkey of your account already";
  if (name === "SecurityError") return "Passkeys work only at the address that this Coffer was set up for";
  return otherwise;
}

function settled<T>(data: T): Loaded<T> {
  return { ok: true, data, etag: null };
}

function refused(title: string): { ok: false; problem: Problem } {
  return { ok: false, problem: webProblem(title, "Try again, or choose another way.") };
}

function webProblem(title: string, detail: string): Problem {
  return { type: "urn:coffer:problem:web:passkey", title, status: 0, detail, errors: [] };
}
