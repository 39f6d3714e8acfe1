/*
 * The short-lived token of this tab. It lives in memory only; the refresh token is a cookie that scripts can't read.
 */

let token: string | undefined;
let refreshing: Promise<boolean> | undefined;
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

/** Gets a new token by the cookie; false when there is no session any more. At most one call is on its way. */
export function refreshAccessToken(): Promise<boolean> {
  refreshing ??= oneTabAtATime(renew).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** A refresh token is good once: two tabs that used the same would look like a thief and its victim. */
async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('colloquy-refresh', work);
}

async function renew(): Promise<boolean> {
  const response = await fetch('/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) {
    token = undefined;
    // A server in trouble is no reason to sign somebody out.
    if (response.status === 401 || response.status === 403) onEnd();
    return false;
  }
  const body = (await response.json()) as { access_token?: unknown };
  token = typeof body.access_token === 'string' ? body.access_token : undefined;
  return token !== undefined;
}
