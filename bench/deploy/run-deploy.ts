import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '#bench/benches/outcome.ts';
import { openLiveClient } from '#bench/live/live-client.ts';
import type { BenchOptions } from '#bench/options.ts';
import { startApiProcess } from '#bench/stack/api-process.ts';
import { LAUNCHER, startChild } from '#bench/stack/child.ts';
import type { Child } from '#bench/stack/child.ts';
import { query } from '#bench/stack/stack.ts';
import type { Stack } from '#bench/stack/stack.ts';
import { colloquyEnv } from '#bench/subjects/colloquy-env.ts';
import { BENCH_TENANT, prepareShop } from '#bench/subjects/colloquy-shop.ts';
import { connectTelegram, SECRET_TOKEN } from '#bench/subjects/connect-telegram.ts';
import { freePort } from '#dev/free-port.ts';
import { CONVERSATION_QUEUE } from '#workflows/messages.ts';
import { dayOfAShop } from './day-of-a-shop.ts';
import type { ShopDay } from './day-of-a-shop.ts';
import { openFrontDoor } from './front-door.ts';
import { judgeDeploy } from './judge-deploy.ts';
import { apiDeparture, workerDeparture } from './roll.ts';
import type { Departure } from './roll.ts';
import { runSteadyLoad } from './steady-load.ts';

const PER_SECOND = 200;
const SOCKETS = 20;
const SETTLE_MS = 180_000;

/** A deploy amid a working day: both API processes and the worker are replaced, one after the other, under load. */
export async function runDeploy(
  stack: Stack,
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Outcome> {
  const database = await stack.createDatabase('bench_deploy');
  await prepareShop(database);
  const adminKey = randomBytes(24).toString('hex');
  const env = colloquyEnv(stack, database, adminKey);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const startWorker = async (number: number): Promise<Child> => {
      const since = Date.now();
      // Beside those that run already.
      const ready = async () => (await stack.pollers(CONVERSATION_QUEUE, since)) >= number;
      const worker = await startChild({
        name: `deploy-worker-${number}`,
        file: LAUNCHER,
        args: ['workers/main.ts'],
        env,
        logs: stack.logs,
        ready,
      });
      stops.push(() => worker.stop());
      return worker;
    };
    const worker = await startWorker(1);
    const apis = await Promise.all(
      [1, 2].map(async (number) =>
        startApiProcess({ name: `deploy-api-${number}`, port: await freePort(), env, logs: stack.logs }),
      ),
    );
    stops.push(...apis.map((api) => () => api.stop()));
    const urls = apis.map(({ url }) => url);
    const [first = ''] = urls;
    await connectTelegram(first, adminKey);
    const apiKey = await makeKey(first, adminKey);
    const door = await openFrontDoor(urls);
    stops.push(() => door.close());

    progress('warming up');
    const threads: string[] = [];
    const day = dayOfAShop({ slug: BENCH_TENANT, apiKey, secretToken: SECRET_TOKEN, threads });
    await runSteadyLoad(door, day.ask, { perSecond: PER_SECOND / 4, least: 400, until: Promise.resolve() });
    await settledTurns(database);
    const talks = await query<{ id: string }>(database, 'SELECT id FROM conversations');
    threads.push(...talks.map(({ id }) => id));
    const clients = await Promise.all(Array.from({ length: SOCKETS }, (_, at) => openLiveClient(urls, at, apiKey)));
    stops.push(async () => clients.forEach((client) => client.close()));

    progress(`${PER_SECOND} requests a second for ${options.seconds} s; one process after the other is replaced`);
    const departures: Departure[] = [];
    const rollout = async (): Promise<void> => {
      for (const [number, api] of apis.entries()) {
        departures.push(await apiDeparture(`API ${number + 1}`, api.url, api));
        await api.start();
        await door.served(api.url);
        progress(`API ${number + 1} is replaced`);
      }
      await startWorker(2);
      departures.push(await workerDeparture('worker', async () => (await worker.stop(), worker.exitCode())));
      progress('the worker is replaced');
    };
    const load = await runSteadyLoad(door, day.ask, {
      perSecond: PER_SECOND,
      least: PER_SECOND * options.seconds,
      until: rollout(),
    });
    if (load.failures.size > 0) apis.forEach((api) => progress(`the end of what ${api.url} wrote:\n${api.tail()}`));
    progress('waiting for the replies to customers');
    const closes = clients.flatMap((client) => client.closes);
    const chats = await evidenceOf(day, stack, database);
    return judgeDeploy({ load, departures, closes, chats, perSecond: PER_SECOND });
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function makeKey(url: string, adminKey: string): Promise<string> {
  const response = await fetch(`${url}/v1/api-keys?tenant=${BENCH_TENANT}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': adminKey },
    body: JSON.stringify({ name: 'bench', role: 'agent' }),
  });
  if (!response.ok) throw new Error(`POST /v1/api-keys answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { readonly key: string }).key;
}

async function evidenceOf(day: ShopDay, stack: Stack, database: string) {
  const recorded = async () => {
    await settledTurns(database);
    const rows = await query<{ recipient: string; messages: number }>(database, RECORDED);
    return new Map(rows.map(({ recipient, messages }) => [Number(recipient), messages]));
  };
  const end = Date.now() + SETTLE_MS;
  let record = await recorded();
  // An acknowledged message may still be in the spool.
  const isMissing = () => [...day.acknowledged].some(([chat, count]) => (record.get(chat) ?? 0) < count);
  while (isMissing() && Date.now() < end) {
    await sleep(500);
    record = await recorded();
  }
  return [...day.sent].map(([chat, sent]) => ({
    sent,
    acknowledged: day.acknowledged.get(chat) ?? 0,
    recorded: record.get(chat) ?? 0,
    replies: stack.board.all(chat).length,
  }));
}

/** Resolves when no turn is under way, or time is up. */
async function settledTurns(database: string): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  const open = () => query(database, 'SELECT FROM turns WHERE outcome IS NULL LIMIT 1');
  while ((await open()).length > 0 && Date.now() < end) await sleep(200);
}

const RECORDED = `
  SELECT i.recipient, count(*)::int AS messages
  FROM messages m
  JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
  JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
  WHERE m.author = 'customer'
  GROUP BY i.recipient`;
