"use client";

const KEY = "coffer_invitation";

/**
 * The token of the link: after #, so that no server's log has it. It is taken out of the address and kept in this tab,
 * where it outlasts signing in or up.
 */
export function takeInvitationToken(): string | null {
  const token = window.location.hash.slice(1);
  if (token) {
    window.sessionStorage.setItem(KEY, token);
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }
  return window.sessionStorage.getItem(KEY);
}

export function forgetInvitationToken(): void {
  window.sessionStorage.removeItem(KEY);
}
