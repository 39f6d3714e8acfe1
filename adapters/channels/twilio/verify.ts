import { createHash, createHmac } from 'node:crypto';
import type { ChannelCredentials, WebhookRequest, WebhookVerdict } from '#domain/channel-port.ts';
import { sameText } from '#adapters/channels/http/same-text.ts';

export const SIGNATURE_HEADER = 'x-twilio-signature';

/**
 * Accepts a request only when it carries the account's HMAC over the public address, query included, and every form
 * field received: Twilio adds fields without notice, so none is left out. The address comes from configuration; of a
 * request's own words about host and scheme none is used.
 */
export function verifyTwilio(request: WebhookRequest, credentials: ChannelCredentials): WebhookVerdict {
  const token = credentials['auth_token'];
  if (token === undefined || token === '') return { ok: false, reason: 'the channel has no auth_token' };
  const given = request.headers[SIGNATURE_HEADER];
  if (given === undefined || given === '') return { ok: false, reason: `header ${SIGNATURE_HEADER} is missing` };
  const isForm = !isJson(request);
  if (!isForm && !hasBodyHash(request)) return { ok: false, reason: 'bodySHA256 does not match the body' };
  const fields = isForm ? signedFields(request.rawBody) : '';
  const tokens = [token, credentials['auth_token_previous'] ?? ''].filter((one) => one !== '');
  const expected = tokens.flatMap((one) =>
    addressesOf(request.url).map((url) => createHmac('sha1', one).update(`${url}${fields}`).digest('base64')),
  );
  // Every candidate is compared, so that the time taken does not tell which was near.
  const matches = expected.map((one) => sameText(given, one));
  return matches.includes(true) ? { ok: true } : { ok: false, reason: `header ${SIGNATURE_HEADER} does not match` };
}

/** Names sorted; each followed by its values, once each and sorted where a name is repeated. */
function signedFields(rawBody: Uint8Array): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(rawBody))) {
    const known = values.get(name) ?? new Set();
    values.set(name, known.add(value));
  }
  return [...values.keys()]
    .toSorted()
    .map((name) =>
      [...(values.get(name) ?? [])]
        .toSorted()
        .map((value) => `${name}${value}`)
        .join(''),
    )
    .join('');
}

/** Twilio signs with or without the standard port, depending on what stands before us. */
function addressesOf(url: string): readonly string[] {
  const [, scheme = '', host = '', rest = ''] = /^(https?):\/\/([^/?#]+)(.*)$/.exec(url) ?? [];
  if (scheme === '') return [url];
  const port = scheme === 'https' ? ':443' : ':80';
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host;
  return /:\d+$/.test(bare) ? [url] : [`${scheme}://${bare}${rest}`, `${scheme}://${bare}${port}${rest}`];
}

export function isJson(request: WebhookRequest): boolean {
  return (request.headers['content-type'] ?? '').includes('json');
}

function hasBodyHash(request: WebhookRequest): boolean {
  const given = request.query['bodySHA256'] ?? '';
  return sameText(given.toLowerCase(), createHash('sha256').update(request.rawBody).digest('hex'));
}
