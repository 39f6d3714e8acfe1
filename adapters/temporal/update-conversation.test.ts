import type { Client } from '@temporalio/client';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import { Conflict, InvalidInput, NotFound, StoreUnavailable } from '#domain/errors.ts';
import { plainVault } from '#tests/fakes/plain-vault.ts';
import { noteUpdate } from '#workflows/staff-messages.ts';
import { createUpdateConversation } from './update-conversation.ts';

const recipient = {
  address: {
    tenantId: '0190a000-0000-7000-8000-000000000009',
    tenantSlug: 'shop',
    channel: 'telegram',
    channelId: '0190a000-0000-7000-8000-000000000008',
    contactKey: 'k',
  },
  settings: {},
} as unknown as Parameters<ReturnType<typeof createUpdateConversation>>[0];

/** What a caller sees of an update that the server says failed so. */
async function seenOf(failure: Error): Promise<unknown> {
  const client = {
    withDeadline: (_until: number, work: () => Promise<unknown>) => work(),
    workflow: {
      executeUpdateWithStart: () => Promise.reject(new WorkflowUpdateFailedError('the update failed', failure)),
    },
  } as unknown as Client;
  const update = createUpdateConversation(client, { taskQueue: 'q', limitMs: 1_000, vault: plainVault });
  const words = { by: { id: 'noa', name: 'Noa' }, text: 'call back', key: 'n1' };
  return update(recipient, noteUpdate, words).catch((error: unknown) => error);
}

const ofType = (type: string) => ApplicationFailure.create({ message: 'why', type, nonRetryable: true });
const inActivity = (failure: Error) =>
  new ActivityFailure('activity failed', 'addNote', '1', RetryState.NON_RETRYABLE_FAILURE, 'worker', failure);

test.each([
  ['HandoffConflict', Conflict],
  ['Conflict', Conflict],
  ['InvalidInput', InvalidInput],
  ['NotFound', NotFound],
  ['StoreUnavailable', StoreUnavailable],
  ['AcceptedUpdateCompletedWorkflow', StoreUnavailable],
])('%s, from the conversation or from an activity of it, is an error of ours', async (type, expected) => {
  expect(await seenOf(ofType(type))).toBeInstanceOf(expected);
  expect(await seenOf(inActivity(ofType(type)))).toBeInstanceOf(expected);
});

test('what nobody knows stays what it is', async () => {
  expect(await seenOf(ofType('Unexpected'))).toBeInstanceOf(WorkflowUpdateFailedError);
  expect(await seenOf(new Error('no failure of Temporal’s'))).toBeInstanceOf(WorkflowUpdateFailedError);
});
