import { InvalidInput } from '#domain/errors.ts';
import type { WebhookRequest } from '#domain/channel-port.ts';
import { asId, asText } from '#adapters/channels/http/loose.ts';
import { isJson } from './verify.ts';

/** The form fields of one request, read as the caller expects them. */
export interface TwilioFields {
  text(name: string, limit?: number): string | undefined;
  id(name: string): string | undefined;
}

/** More than Twilio sends; a form of more is nobody's message. */
const MOST_FIELDS = 1_000;

/** @throws InvalidInput when the body is no form */
export function readFields(request: WebhookRequest): TwilioFields {
  if (isJson(request)) throw new InvalidInput('Twilio webhook: expected a form, not JSON');
  let body: string;
  try {
    body = new TextDecoder('utf-8', { fatal: true }).decode(request.rawBody);
  } catch (cause) {
    throw new InvalidInput('Twilio webhook: the body is not UTF-8', { cause });
  }
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.size >= MOST_FIELDS) throw new InvalidInput(`Twilio webhook: more than ${MOST_FIELDS} fields`);
    if (!fields.has(name)) fields.set(name, value);
  }
  if (fields.size === 0) throw new InvalidInput('Twilio webhook: expected a form with fields');
  return {
    text: (name, limit) => asText(fields.get(name), limit),
    id: (name) => asId(fields.get(name)),
  };
}
