import type { IncomingHttpHeaders } from 'node:http';

/** Browsers say which site opens a socket: it must be ours. Programs say nothing. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string): boolean {
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
