import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';

/** What the runbook has operators do, on the whole product. */
const SHOP = 'joannas-bakery';
const HELLO = 'Hello!';
const BREADS = 'What breads do you have?';

let stack: Stack;
let chats = 88_000;
jest.setTimeout(240_000);
beforeAll(async () => {
  stack = await startStack({ tenant: quickTenant() });
}, 180_000);
afterAll(() => stack.stop());

interface Run {
  readonly status: string;
  readonly run_id: string;
  readonly pending: readonly { readonly step: string; readonly attempt: number; readonly failure: string | null }[];
}

interface Letter {
  readonly id: string;
  readonly reason: string;
  readonly workflow_id: string;
}

/** A customer who was answered once, and the conversation as an operator reaches it. */
async function startTalk() {
  const chatId = (chats += 1);
  const customer = await stack.customer(SHOP, chatId, 'en');
  await customer.ask(HELLO, 90_000);
  const [row] = await stack.sql<{ id: string; workflow_id: string }>(
    'SELECT c.id, c.workflow_id FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1',
    [String(chatId)],
  );
  const path = `/v1/conversations/${row?.id}/operations`;
  return {
    chatId,
    customer,
    workflowId: row?.workflow_id ?? '',
    run: async () => (await call('GET', path)).json as unknown as Run,
    operate: (action: string, body: object = {}) => call('POST', `${path}/${action}`, body),
  };
}

async function call(method: string, path: string, body?: object) {
  const response = await stack.request(`${path}${path.includes('?') ? '&' : '?'}tenant=${SHOP}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function lettersOf(workflowId: string, all = false): Promise<readonly Letter[]> {
  const { json } = await call('GET', `/v1/dead-letters?all=${all}`);
  return (json['dead_letters'] as readonly Letter[]).filter((letter) => letter.workflow_id === workflowId);
}

/** Writes something whose answer Telegram does not take, and waits until the answer waits for its next attempt. */
async function getStuck(talk: { customer: TelegramCustomer; chatId: number; run: () => Promise<Run> }, times: number) {
  stack.telegram.addFault({ kind: 'error', chatId: String(talk.chatId), times });
  await talk.customer.write(BREADS);
  await until('the reply to wait', 90_000, async () => {
    const [step] = (await talk.run()).pending;
    return step?.step === 'deliverReply' && step.attempt > 2 && step.failure === 'ChannelUnavailable';
  });
}

test('a stuck turn is seen, and retried at once', async () => {
  const talk = await startTalk();
  await getStuck(talk, 4);
  await until('a retry to go through', 60_000, async () => {
    const { status, json } = await talk.operate('retry');
    return status === 200 && (json['steps'] as string[]).length === 0;
  });
  expect((await talk.customer.received(2, 90_000)).at(-1)).toMatch(/sourdough|baguette/i);
  expect((await talk.run()).status).toBe('RUNNING');
});

test('a turn that holds a conversation up is skipped, kept as a dead letter, and replayed', async () => {
  const talk = await startTalk();
  await getStuck(talk, 6);
  expect(await talk.operate('skip', { turn: 1 })).toMatchObject({
    status: 409,
    json: { detail: expect.stringContaining('turn 2 is under way') },
  });
  expect(await talk.operate('skip', { turn: 2 })).toMatchObject({ status: 200, json: { turn: 2 } });
  await until('the dead letter', 60_000, async () => (await lettersOf(talk.workflowId)).length === 1);
  const [letter] = await lettersOf(talk.workflowId);
  expect(letter?.reason).toBe('turn: skipped');
  await talk.customer.ask('Are you there?', 90_000);

  const replay = () => call('POST', `/v1/dead-letters/${letter?.id}/replay`);
  const before = stack.telegram.messagesTo(talk.chatId).length;
  expect(await replay()).toMatchObject({ status: 202, json: { messages: 1 } });
  expect((await talk.customer.received(before + 1, 90_000)).at(-1)).toMatch(/sourdough|baguette/i);
  expect(await replay()).toMatchObject({ status: 202 });
  expect(await lettersOf(talk.workflowId)).toEqual([]);
  expect(await lettersOf(talk.workflowId, true)).toHaveLength(1);
  await talk.customer.ask('And what is the price?', 90_000);
  expect(stack.telegram.messagesTo(talk.chatId)).toHaveLength(before + 2);
  const foreign = await stack.request(`/v1/dead-letters/${letter?.id}/replay?tenant=glow`, { method: 'POST' });
  expect(foreign.status).toBe(404);
});

test('a run ends when told to, and the next message starts another', async () => {
  const talk = await startTalk();
  const { run_id: first } = await talk.run();
  expect((await talk.operate('end')).status).toBe(202);
  await until('the run to end', 60_000, async () => (await talk.run()).status === 'COMPLETED');
  expect((await talk.operate('end')).status).toBe(409);
  expect(await talk.customer.ask(BREADS, 90_000)).toMatch(/sourdough|baguette/i);
  expect((await talk.run()).run_id).not.toBe(first);
});

test('a run that can’t end is terminated, and what it had not recorded is answered', async () => {
  const talk = await startTalk();
  await stack.worker.kill();
  await talk.customer.write(BREADS);
  const reason = { reason: 'stuck' };
  expect(await talk.operate('terminate', reason)).toMatchObject({ status: 200, json: { rescued: 1 } });
  await stack.worker.start();
  expect((await talk.customer.received(2, 90_000)).at(-1)).toMatch(/sourdough|baguette/i);
});

test('a reset begins again without sending anything twice', async () => {
  const talk = await startTalk();
  await talk.customer.ask(BREADS, 90_000);
  const { status, json } = await talk.operate('reset', { reason: 'try again', event_id: 8 });
  expect(status).toBe(200);
  await until('the new run', 60_000, async () => (await talk.run()).run_id === json['run_id']);
  await talk.customer.ask('And cakes?', 90_000);
  expect(stack.telegram.messagesTo(talk.chatId)).toHaveLength(3);
});

test('nobody below an admin may operate', async () => {
  const key = await tenantKey(stack, 'glow');
  const talk = await startTalk();
  const response = await stack.request(`/v1/dead-letters?tenant=${SHOP}`, { headers: { 'x-api-key': key } });
  expect(response.status).toBe(404);
  expect((await talk.run()).status).toBe('RUNNING');
});
