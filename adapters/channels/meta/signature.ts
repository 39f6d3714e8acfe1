import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChannelCredentials, WebhookAnswer, WebhookRequest, WebhookVerdict } from '#domain/channel-port.ts';
import { sameText } from '#adapters/channels/http/same-text.ts';

/** Header with the HMAC of the body. The older `x-hub-signature` (SHA-1) still comes and is not looked at. */
export const SIGNATURE_HEADER = 'x-hub-signature-256';

/**
 * Accepts a delivery only when its raw bytes carry the HMAC of the app's secret. Meta signs an escaped form of the JSON:
 * the same object written again by us has another signature.
 */
export function verifyMeta(request: WebhookRequest, credentials: ChannelCredentials): WebhookVerdict {
  const secret = credentials['app_secret'];
  if (secret === undefined || secret === '') return { ok: false, reason: 'the channel has no app_secret' };
  const given = /^sha256=([0-9a-f]{64})$/.exec(request.headers[SIGNATURE_HEADER] ?? '')?.[1];
  if (given === undefined) return { ok: false, reason: `header ${SIGNATURE_HEADER} is missing or not sha256=<hex>` };
  const secrets = [secret, credentials['app_secret_previous'] ?? ''].filter((one) => one !== '');
  const matches = secrets.map((one) => {
    const expected = createHmac('sha256', one).update(request.rawBody).digest();
    return timingSafeEqual(Buffer.from(given, 'hex'), expected);
  });
  return matches.includes(true) ? { ok: true } : { ok: false, reason: `header ${SIGNATURE_HEADER} does not match` };
}

/** The GET handshake: the bare challenge for who knows the verify token; undefined for everybody else. */
export function answerMetaChallenge(
  request: WebhookRequest,
  credentials: ChannelCredentials,
): WebhookAnswer | undefined {
  const expected = credentials['verify_token'];
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query;
  if (expected === undefined || expected === '' || token === undefined || mode !== 'subscribe') return undefined;
  // Only what Meta sends is repeated: anything else would let a caller choose words under our address.
  if (challenge === undefined || !/^[\w-]{1,256}$/.test(challenge)) return undefined;
  return sameText(token, expected) ? { status: 200, contentType: 'text/plain', body: challenge } : undefined;
}
