import { createHmac } from 'node:crypto';
import { isWidgetVisitor } from '#domain/widget/visitor-session.ts';
import { createVisitorSessions } from './visitor-session.ts';

const SECRET = new Uint8Array(32).fill(7);
const DAY_MS = 86_400_000;

function sessions(at = 0) {
  return createVisitorSessions(SECRET, () => new Date(at));
}

test('a session names its visitor to its tenant, for thirty days', () => {
  const { token, visitorId, expiresAt } = sessions().issue('t1');
  expect(isWidgetVisitor(visitorId)).toBe(true);
  expect(expiresAt).toBe(new Date(30 * DAY_MS).toISOString());
  expect(sessions(30 * DAY_MS - 1).visitorOf('t1', token)).toBe(visitorId);
  expect(sessions(30 * DAY_MS).visitorOf('t1', token)).toBeUndefined();
  expect(sessions().visitorOf('t2', token)).toBeUndefined();
});

test('two visitors are two; a longer session is of the same visitor', () => {
  const first = sessions().issue('t1');
  expect(sessions().issue('t1').visitorId).not.toBe(first.visitorId);
  const longer = sessions(DAY_MS).issue('t1', first.visitorId);
  expect(longer.token).not.toBe(first.token);
  expect(sessions(30 * DAY_MS).visitorOf('t1', longer.token)).toBe(first.visitorId);
});

test.each<[string, (token: string) => string]>([
  ['nothing', () => ''],
  ['no signature', (token) => token.split('.')[0] ?? ''],
  ['an empty signature', (token) => `${token.split('.')[0]}.`],
  ['a signature of another length', (token) => token.slice(0, -3)],
  ['a changed signature', (token) => `${token.slice(0, -4)}${token.at(-4) === 'A' ? 'B' : 'A'}${token.slice(-3)}`],
  ['a third part', (token) => `${token}.x`],
  ['other claims under the same signature', (token) => `${claims('t1', 'widget:other')}.${token.split('.')[1]}`],
  ['claims signed with the secret itself, not the key made of it', () => signed('t1', 'widget:other', SECRET)],
  ['something endless', (token) => token + 'A'.repeat(10_000)],
])('%s is no session', (_name, change) => {
  const { token } = sessions().issue('t1');
  expect(sessions().visitorOf('t1', change(token))).toBeUndefined();
});

test('another secret signs other sessions', () => {
  const { token } = createVisitorSessions(new Uint8Array(32), () => new Date(0)).issue('t1');
  expect(sessions().visitorOf('t1', token)).toBeUndefined();
});

function claims(tenantId: string, visitorId: string): string {
  return Buffer.from(JSON.stringify({ t: tenantId, v: visitorId, e: DAY_MS })).toString('base64url');
}

function signed(tenantId: string, visitorId: string, key: Uint8Array): string {
  const body = claims(tenantId, visitorId);
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}
