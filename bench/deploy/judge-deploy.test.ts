import { judgeDeploy } from './judge-deploy.ts';
import type { DeployEvidence } from './judge-deploy.ts';

const API = { name: 'API 1', isApi: true, exitCode: 0, exitMs: 5_200, notReadyMs: 40 };
const CHAT = { sent: 2, acknowledged: 2, recorded: 2, replies: 1 };
const LOAD = { latencies: [4, 5, 9], tookMs: 1_000, failures: new Map<string, number>() };
const CLEAN: DeployEvidence = { load: LOAD, departures: [API], closes: [1001], chats: [CHAT], perSecond: 200 };

test('a deploy that nobody felt', () => {
  const { violations, bars } = judgeDeploy(CLEAN);
  expect(violations).toEqual([]);
  expect(bars.map(({ value }) => value)).toEqual([0, 40, 5_200, 0]);
});

test.each<[string, Partial<DeployEvidence>, RegExp]>([
  ['a failed request', { load: { ...LOAD, failures: new Map([['GET /v1/orders: 502', 2]]) } }, /^2 × GET/],
  ['a process that had to be killed', { departures: [{ ...API, exitCode: null }] }, /otherwise than with 0: API 1/],
  ['one that never said goodbye', { departures: [{ ...API, notReadyMs: Number.NaN }] }, /never said/],
  ['a socket that was cut', { closes: [1001, 1006] }, /1 sockets were cut/],
  ['sockets that nobody watched', { closes: [] }, /nobody listened/],
  ['a lost message', { chats: [{ ...CHAT, recorded: 1 }] }, /acknowledged messages are missing/],
  ['a message on record twice', { chats: [{ ...CHAT, recorded: 3 }] }, /more is on record/],
  ['a customer without a reply', { chats: [{ ...CHAT, replies: 0 }] }, /got no reply/],
])('%s is told', (_what, change, words) => {
  expect(judgeDeploy({ ...CLEAN, ...change }).violations).toEqual([expect.stringMatching(words)]);
});
