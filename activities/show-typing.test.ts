import { MockActivityEnvironment } from '@temporalio/testing';
import type { DraftContext } from '#domain/store.ts';
import { createShowTyping } from './show-typing.ts';

const DELIVERY = { channel: 'telegram', recipient: '7', sealedCredentials: new Uint8Array(1) };

function setUp(typingMs = 5_000) {
  const state = { now: 0, shown: 0 };
  const sender = { capabilities: { typingMs }, typing: async () => void (state.shown += 1) };
  const show = createShowTyping({
    channels: { capabilities: () => sender.capabilities, open: () => ({ sender, target: {} }) } as never,
    clock: () => new Date(state.now),
  });
  const draft = (turn: number, delivery: object = DELIVERY) =>
    new MockActivityEnvironment().run(async () =>
      show({ tenantId: 't', conversationId: 'c', workflowId: 'w', turn }, { delivery } as unknown as DraftContext),
    );
  return { state, draft };
}

test('the customer’s app is told once while it shows the indicator, and again when it no longer does', async () => {
  const { state, draft } = setUp();
  await draft(1);
  state.now = 4_999;
  await draft(1);
  expect(state.shown).toBe(1);
  state.now = 5_000;
  await draft(1);
  expect(state.shown).toBe(2);
});

test('every turn begins with one: a reply has ended what was shown', async () => {
  const { state, draft } = setUp();
  await draft(1);
  await draft(2);
  expect(state.shown).toBe(2);
});

test('channels without an indicator, and accounts without credentials, are left alone', async () => {
  const none = setUp(0);
  await none.draft(1);
  expect(none.state.shown).toBe(0);
  const { state, draft } = setUp();
  await draft(1, { ...DELIVERY, sealedCredentials: null });
  expect(state.shown).toBe(0);
});
