import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { UpdateDefinition } from '@temporalio/common';
import { Conflict, InvalidInput, NotFound, StoreUnavailable } from '#domain/errors.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { sealWords } from '#domain/privacy/open-words.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { Recipient } from '#domain/store.ts';
import { CONVERSATION_WORKFLOW } from '#workflows/messages.ts';
import { HANDOFF_CONFLICT } from '#workflows/staff-messages.ts';
import { conversationStart } from './conversation-start.ts';

/** gRPC's statuses of "not now". */
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const PAUSE_MS = 200;
/** What the server says of an update whose run was ended, by an operator, before it was done. */
const ENDED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/**
 * Asks a conversation for something and waits for its answer; one that has closed itself is opened for it.
 * @throws Conflict (the conversation has moved on; the message says how), InvalidInput, NotFound, StoreUnavailable (try
 *   again), or a gRPC error when no worker answers in time
 */
export type UpdateConversation = <Ret, Arg>(
  recipient: Pick<Recipient, 'address' | 'settings'>,
  update: UpdateDefinition<Ret, [Arg]>,
  arg: Arg,
) => Promise<Ret>;

export function createUpdateConversation(
  client: Client,
  options: {
    readonly taskQueue: string;
    readonly limitMs: number;
    readonly vault: Pick<ConversationVault, 'seal'>;
  },
): UpdateConversation {
  return async ({ address, settings }, update, arg) => {
    const place = { tenantId: address.tenantId, workflowId: workflowIdOf(address) };
    const sealed = await sealWords(options.vault, place, arg);
    const until = Date.now() + options.limitMs;
    const attempt = () =>
      client.withDeadline(until, () =>
        client.workflow.executeUpdateWithStart(update, {
          args: [sealed],
          startWorkflowOperation: new WithStartWorkflowOperation(CONVERSATION_WORKFLOW, {
            ...conversationStart(address, settings, options.taskQueue),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        }),
      );
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isNotNow(error) || Date.now() + PAUSE_MS > until) throw toDomainError(error);
        await sleep(PAUSE_MS);
      }
    }
  };
}

/**
 * While a workflow task is tried again (its worker died, a message came as the run ended), and while ten updates of one
 * conversation wait already, the server takes none: it says so at once, and nothing was changed.
 */
function isNotNow(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause)) return cause.code === FAILED_PRECONDITION || cause.code === RESOURCE_EXHAUSTED;
  }
  return false;
}

/** What the conversation said, or what an activity that it asked said to it. */
function toDomainError(error: unknown): unknown {
  if (!(error instanceof WorkflowUpdateFailedError)) return error;
  const { type, message } = applicationFailureOf(error) ?? {};
  switch (type) {
    case HANDOFF_CONFLICT:
    case 'Conflict':
      return new Conflict(message, { cause: error });
    case 'InvalidInput':
      return new InvalidInput(message, { cause: error });
    case 'NotFound':
      return new NotFound(message, { cause: error });
    case 'StoreUnavailable':
    case ENDED_MEANWHILE:
      return new StoreUnavailable(`the conversation could not do it: ${message}`, { cause: error });
    default:
      return error;
  }
}

function applicationFailureOf(error: Error): ApplicationFailure | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return cause;
  }
  return undefined;
}
