import { percentile } from '#bench/measure/stats.ts';
import type { Customers } from '#bench/live/customers.ts';
import type { LiveClient } from '#bench/live/live-client.ts';

/** What clients heard, held against what was committed. */
export interface LiveFindings {
  readonly deliveries: number;
  readonly latencies: readonly number[];
  readonly violations: readonly string[];
}

/**
 * Every message once at each client, in the order of its conversation; the n-th that a client hears of a conversation is
 * the n-th that was committed, or its subject says otherwise.
 * @param recorded ids of each conversation's messages in their order
 * @param from latencies count for commits from this moment on, `performance.now()`
 */
export function examine(
  clients: readonly Pick<LiveClient, 'heard'>[],
  commits: Customers['commits'],
  recorded: ReadonlyMap<string, readonly string[]>,
  from = 0,
): LiveFindings {
  const violations: string[] = [];
  const latencies: number[] = [];
  let deliveries = 0;
  for (const [number, { heard }] of clients.entries()) {
    const byConversation = Map.groupBy(heard, ({ conversation }) => conversation);
    for (const [conversation, expected] of recorded) {
      const own = byConversation.get(conversation) ?? [];
      deliveries += own.length;
      const got = own.map(({ subject }) => subject);
      if (got.join() !== expected.join()) violations.push(describe(number, conversation, expected, got));
      for (const [place, { at }] of own.entries()) {
        const committed = commits.get(conversation)?.[place];
        if (committed !== undefined && committed >= from) latencies.push(at - committed);
      }
    }
  }
  return { deliveries, latencies, violations };
}

function describe(client: number, conversation: string, expected: readonly string[], got: readonly string[]): string {
  const missing = expected.filter((id) => !got.includes(id)).length;
  const twice = got.length - new Set(got).size;
  const what = missing + twice === 0 ? 'not in their order' : `${missing} missing, ${twice} twice`;
  return `client ${client}, conversation ${conversation}: ${expected.length} messages, ${what}`;
}

export function spread(latencies: readonly number[]): readonly [number, number, number, number] {
  return [
    percentile(latencies, 0.5),
    percentile(latencies, 0.95),
    percentile(latencies, 0.99),
    percentile(latencies, 1),
  ];
}
