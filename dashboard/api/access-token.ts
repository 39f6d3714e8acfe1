/*
 * The short-lived token of this tab. It lives in memory only; the refresh token is a cookie that scripts can't read.
 */

/** What the doors of the API answer: sign-in, registration, refresh. */
export interface Login {
  readonly access_token: string;
  readonly role: 'viewer' | 'agent' | 'admin';
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string };
}

let token: string | undefined;
let refreshing: Promise<Login | undefined> | undefined;
let onEnd: () => void = () => undefined;

export function accessToken(): string | undefined {
  return token;
}

export function keepAccessToken(fresh: string | undefined): void {
  token = fresh;
}

/** Called when the session can't be renewed: the person must sign in again. */
export function whenSessionEnds(callback: () => void): void {
  onEnd = callback;
}

/** Gets a new token by the cookie; undefined when there is no session any more. At most one call is on its way. */
export function refreshAccessToken(): Promise<Login | undefined> {
  refreshing ??= oneTabAtATime(renew).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** A refresh token is good once: two tabs that used the same would look like a thief and its victim. */
async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('colloquy-refresh', work);
}

async function renew(): Promise<Login | undefined> {
  const response = await fetch('/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) {
    token = undefined;
    // A server in trouble is no reason to sign somebody out.
    if (response.status === 401 || response.status === 403) onEnd();
    return undefined;
  }
  const login = (await response.json()) as Login;
  token = login.access_token;
  return login;
}
