import type { Request, Response } from 'express';

const NAME = 'colloquy_refresh';
/** Sent to these routes and no others. */
const PATH = '/v1/auth';

/** Scripts can not read it, other sites can not send it. */
export function setRefreshCookie(response: Response, publicUrl: string, token: string, expiresAt: string): void {
  response.cookie(NAME, token, { ...flags(publicUrl), expires: new Date(expiresAt) });
}

export function clearRefreshCookie(response: Response, publicUrl: string): void {
  response.clearCookie(NAME, flags(publicUrl));
}

export function refreshCookie(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{1,200})(?:;|$)`).exec(request.get('cookie') ?? '')?.[1];
}

function flags(publicUrl: string) {
  return { httpOnly: true, sameSite: 'strict', path: PATH, secure: publicUrl.startsWith('https:') } as const;
}
