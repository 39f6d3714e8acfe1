import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import { InvalidInput } from '#domain/errors.ts';
import { MAX_MESSAGE_TEXT } from '#domain/message/clean-text.ts';
import { INBOUND_KINDS } from '#domain/message/inbound.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import { NO_PROVIDERS } from '#tests/fakes/no-providers.ts';
import { fuzzRuns } from '#tests/support/fuzz-runs.ts';
import { mutateForm, mutateJson, mutation } from '#tests/support/mutate.ts';
import { createChannelRegistry } from './registry.ts';

/*
 * Whatever a verified delivery holds, reading it either ends in InvalidInput or in messages and events that can be
 * stored; and reading it again gives the same ids. `COLLOQUY_FUZZ_RUNS=100000 npx jest adapters/channels/fuzz`.
 */

const FOLDER = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'channels');
const channels = createChannelRegistry(NO_PROVIDERS);
const receivedAt = new Date('2026-11-21T10:00:00Z');

const files = readdirSync(FOLDER).filter(
  (file) => /\.(json|form)$/.test(file) && !/^(index|meta-error|twilio-signature)/.test(file),
);
const payloads = new Map(files.map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]));

function channelOf(file: string): string {
  const [name = ''] = file.split('-');
  return name === 'facebook' ? 'messenger' : name;
}

function read(channel: string, rawBody: Uint8Array): ParsedWebhook | undefined {
  const request: WebhookRequest = { method: 'POST', url: 'https://a.example/', query: {}, headers: {}, rawBody };
  try {
    return channels.find(channel)?.webhook?.parse(request, { credentials: {}, receivedAt });
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

function checkStorable(parsed: ParsedWebhook): void {
  for (const { message, contact } of parsed.messages) {
    expect(INBOUND_KINDS).toContain(message.kind);
    for (const id of [message.id, contact.recipient, contact.key ?? contact.recipient]) checkId(id);
    expect(message.text.length).toBeLessThanOrEqual(MAX_MESSAGE_TEXT);
    expect(wordsOf(message).trim()).not.toBe('');
    expect(new Date(message.sentAt).toISOString()).toBe(message.sentAt);
    expect(Number.isSafeInteger(message.order)).toBe(true);
    expect(JSON.stringify([message, contact])).not.toMatch(/\\u0000/);
  }
  for (const event of parsed.events) {
    expect(event.key.length).toBeLessThanOrEqual(1_200);
    expect(new Date(event.at).toISOString()).toBe(event.at);
    if ('person' in event && event.person !== undefined) checkId(event.person.key);
  }
  for (const count of Object.values(parsed.ignored)) expect(count).toBeGreaterThan(0);
}

function checkId(id: string): void {
  expect(id).not.toBe('');
  expect(id.length).toBeLessThanOrEqual(512 + 20);
  expect(id).not.toContain('\u0000');
  expect(id.isWellFormed()).toBe(true);
}

function idsOf(parsed: ParsedWebhook | undefined) {
  return parsed && [parsed.messages.map(({ message }) => message.id), parsed.events.map(({ key }) => key)];
}

test('no delivery that is derived from a published one breaks its reader', () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(mutation, { minLength: 1, maxLength: 6 }), (file, mutations) => {
      const payload = payloads.get(file) ?? '';
      const body = file.endsWith('.form') ? mutateForm(payload, mutations) : mutateJson(payload, mutations);
      const channel = channelOf(file);
      const parsed = read(channel, body);
      if (parsed !== undefined) checkStorable(parsed);
      expect(idsOf(read(channel, body))).toEqual(idsOf(parsed));
    }),
    { numRuns: fuzzRuns(2_000) },
  );
}, 3_600_000);

test('no bytes at all break a reader', () => {
  const anyBody = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((json) => Buffer.from(json)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('whatsapp', 'messenger', 'instagram', 'twilio', 'telegram'),
      anyBody,
      (channel, body) => {
        const parsed = read(channel, body);
        if (parsed !== undefined) checkStorable(parsed);
      },
    ),
    { numRuns: fuzzRuns(1_000) },
  );
}, 3_600_000);
