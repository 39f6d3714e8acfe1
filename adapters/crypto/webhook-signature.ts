import { createHmac, randomBytes } from 'node:crypto';

/** Secrets as receivers get them; see standardwebhooks.com. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export function newWebhookSecret(): Uint8Array {
  return randomBytes(SECRET_BYTES);
}

export function shownSecret(secret: Uint8Array): string {
  return PREFIX + Buffer.from(secret).toString('base64');
}

/** The headers of a webhook, signed with each of the secrets, so that one can be changed for another. */
export function webhookHeaders(
  message: { readonly eventId: string; readonly payload: string; readonly at: Date },
  secrets: readonly Uint8Array[],
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(message.at.getTime() / 1000);
  const signed = `${message.eventId}.${timestamp}.${message.payload}`;
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  return {
    'content-type': 'application/json',
    'webhook-id': message.eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
