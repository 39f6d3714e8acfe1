import { ApplicationFailure } from '@temporalio/common';
import { StoreUnavailable } from '#domain/errors.ts';
import type { ErasureRef, ErasureStore, HistoryDesk } from '#domain/privacy/erasure.ts';
import type { FileStorage } from '#domain/file-storage.ts';
import type { FaultPoints } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';

/** When a conversation of the person ended; null = nothing of it was there. */
export interface EndedConversation {
  readonly workflowId: string;
  readonly endedAt: string | null;
}

/** The steps of an erasure, each of which may be done again. */
export interface EraseActivities {
  detachContact(erasure: ErasureRef): Promise<readonly string[]>;
  endConversation(conversation: { readonly workflowId: string }): Promise<EndedConversation>;
  removeFiles(erasure: ErasureRef): Promise<void>;
  eraseRows(erasure: ErasureRef): Promise<void>;
  destroyKeys(erasure: ErasureRef): Promise<void>;
  removeHistories(
    erasure: ErasureRef & { readonly ended: readonly EndedConversation[] },
  ): Promise<'deleted' | 'unreadable'>;
  finishErasure(erasure: ErasureRef & { readonly histories: 'deleted' | 'unreadable' }): Promise<void>;
}

export interface EraseDeps {
  readonly erasures: ErasureStore;
  readonly histories: HistoryDesk;
}

/** A half-erased person is not done: whatever stands in the way, it is tried until somebody has cleared it. */
function neverForGood(error: unknown): never {
  if (error instanceof StoreUnavailable) throw error;
  const type = error instanceof Error ? error.name : 'unknown';
  throw ApplicationFailure.create({
    message: `the step failed (${type})`,
    type: 'ErasureStepFailed',
    nonRetryable: false,
  });
}

export function createEraseActivities(deps: {
  readonly erasure: EraseDeps;
  readonly media: { readonly files: FileStorage };
  readonly faults: FaultPoints;
}): EraseActivities {
  const { erasures, histories } = deps.erasure;
  const { files } = deps.media;
  /** Dies here in crash tests: the step is done, nobody has heard of it. */
  const done = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const result = await withHeartbeat(work).catch(neverForGood);
    deps.faults.hit(`erase.${name}`);
    return result;
  };
  return {
    detachContact: (erasure) => done('detached', () => erasures.detach(erasure)),
    endConversation: ({ workflowId }) =>
      done('ended', async () => ({ workflowId, endedAt: await histories.end(workflowId) })),
    removeFiles: (erasure) =>
      done('files', async () => {
        for (const key of await erasures.files(erasure)) await files.remove(key);
      }),
    eraseRows: (erasure) => done('rows', () => erasures.eraseRows(erasure)),
    destroyKeys: (erasure) => done('keys', () => erasures.destroyKeys(erasure)),
    removeHistories: ({ tenantId, ended }) =>
      done('histories', async () => {
        let all = await histories.removeQuestions(tenantId);
        for (const { workflowId, endedAt } of ended) {
          if (endedAt !== null) all = (await histories.remove(workflowId, endedAt)) && all;
        }
        return all ? 'deleted' : 'unreadable';
      }),
    finishErasure: ({ histories: what, ...erasure }) => done('finished', () => erasures.finish(erasure, what)),
  };
}
