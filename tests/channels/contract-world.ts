import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { pageRig, startProviders, telegramRig, twilioRig, webRig, whatsAppRig } from './rigs.ts';
import type { Providers, Rig } from './rigs.ts';

export const TENANT = 'joannas-bakery';
const TWILIO = { sid: 'AC0011223344', token: 'twilio-token-1', numbers: ['+15550001111', 'whatsapp:+15550002222'] };

export const NAMES = [
  'telegram',
  'whatsapp',
  'messenger',
  'instagram',
  'twilio sms',
  'twilio whatsapp',
  'web',
] as const;
export const WEBHOOKS = NAMES.filter((name) => name !== 'web');

/** The whole product with every channel connected, each to its fake provider. */
export interface ContractWorld {
  readonly stack: Stack;
  readonly rigs: ReadonlyMap<string, Rig>;
  rig(name: string): Rig;
  /** Waits until this person has got `count` messages altogether; answers the last. */
  heard(rig: Rig, person: string, count: number): Promise<string>;
  /** Writes and waits for what comes back. */
  ask(rig: Rig, person: string, text: string): Promise<string>;
  /** Resolves when every message taken so far has an end. */
  quiet(): Promise<void>;
  /** Resolves when `count` messages of this person are in the record and every turn has ended. */
  recorded(person: string, count: number): Promise<void>;
  turns(): Promise<number | undefined>;
  stop(): Promise<void>;
}

export async function startContractWorld(): Promise<ContractWorld> {
  const providers = await startProviders();
  providers.twilio.addAccount(TWILIO);
  const stack = await startStack({ env: providers.env, tenant: quickTenant() });
  const rigs = await connectAll(stack, providers);
  const quiet = () =>
    until('every turn to end', 30_000, async () => {
      const open = await stack.sql('SELECT 1 FROM turns WHERE outcome IS NULL');
      return open.length === 0;
    });
  const heard = async (rig: Rig, person: string, count: number) => {
    await until(
      `${count} messages to ${person}`,
      30_000,
      () => rig.received(person).length >= count,
      () => `${rig.received(person).join('\n---\n')}\n${rig.problems().join('\n')}`,
    );
    return rig.received(person).at(-1) ?? '';
  };
  return {
    stack,
    rigs,
    rig(name) {
      const rig = rigs.get(name);
      if (rig === undefined) throw new Error(`no rig ${name}`);
      return rig;
    },
    heard,
    async ask(rig, person, text) {
      const before = rig.received(person).length;
      await rig.write(person, text);
      await heard(rig, person, before + 1);
      return rig.received(person).slice(before).join('\n');
    },
    quiet,
    async recorded(person, count) {
      await until(`${count} messages of ${person} in the record`, 30_000, async () => {
        const [row] = await stack.sql<{ n: number }>(
          `SELECT count(*)::int AS n FROM messages m JOIN conversations c ON c.id = m.conversation_id
           JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 AND m.author = 'customer'`,
          [person],
        );
        return (row?.n ?? 0) >= count;
      });
      await quiet();
    },
    turns: async () => (await stack.sql<{ n: number }>('SELECT count(*)::int AS n FROM turns'))[0]?.n,
    async stop() {
      await stack.stop();
      await providers.close();
    },
  };
}

async function connectAll(stack: Stack, providers: Providers): Promise<ReadonlyMap<string, Rig>> {
  const there = () => stack;
  const all = [
    telegramRig(there, TENANT),
    whatsAppRig(there, providers, TENANT),
    pageRig(there, providers, TENANT, 'messenger'),
    pageRig(there, providers, TENANT, 'instagram'),
    twilioRig(there, providers, TENANT, TWILIO, 'sms'),
    twilioRig(there, providers, TENANT, TWILIO, 'whatsapp'),
    webRig(there, TENANT),
  ];
  for (const { connection } of all) {
    if (connection === undefined) continue;
    const body = JSON.stringify(connection);
    const response = await stack.request(`/v1/channels?tenant=${TENANT}`, { method: 'POST', body });
    if (response.status !== 201) throw new Error(`${connection.channel}: ${await response.text()}`);
  }
  return new Map(all.map((rig) => [rig.name, rig]));
}
