import type { Request, RequestHandler } from 'express';

/** Where Temporal's Web UI asks for payloads. */
export const CODEC_PATH = '/codec';

/**
 * Lets one page ask from another origin: Temporal's Web UI. Undefined = no page may. That page has no token of ours to send;
 * a browser that was given a key at `/codec/login` sends it along as Basic credentials, which count below this path only.
 */
export function codecOrigin(webUi: string | undefined): RequestHandler {
  const allowed = webUi === undefined ? undefined : new URL(webUi).origin;
  return (request, response, next) => {
    response.vary('Origin');
    const isAllowed = allowed !== undefined && request.get('origin') === allowed;
    if (isAllowed) response.set({ 'Access-Control-Allow-Origin': allowed, 'Access-Control-Allow-Credentials': 'true' });
    if (request.method === 'OPTIONS') {
      if (isAllowed) {
        response.set({
          'Access-Control-Allow-Methods': 'POST',
          'Access-Control-Allow-Headers': 'authorization, content-type, x-namespace',
          'Access-Control-Max-Age': '600',
        });
      }
      response.status(204).end();
      return;
    }
    // Basic credentials go along by themselves: what another page has a browser send must not count.
    const origin = request.get('origin');
    const key = origin === undefined || isAllowed ? basicKeyOf(request) : undefined;
    if (key !== undefined) request.headers['x-api-key'] = key;
    if (request.path === '/login' && request.get('authorization') === undefined) {
      response.set('WWW-Authenticate', 'Basic realm="Colloquy: any name, and a key as the password"');
      response.status(401).type('text/plain').send('Give a key as the password.');
      return;
    }
    next();
  };
}

function basicKeyOf(request: Request): string | undefined {
  const [, encoded] = /^Basic ([\w+/]+=*)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  return text.slice(text.indexOf(':') + 1);
}
