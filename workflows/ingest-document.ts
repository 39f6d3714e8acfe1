import {
  ApplicationFailure,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DocumentActivities, IngestActivities } from '#activities/index.ts';
import type { DocumentRef, DocumentWork, IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import { changedSignal } from './deadline-messages.ts';
import { failureType } from './failure-type.ts';
import { queuesOf } from './messages.ts';

/** Nobody waits for an ingestion: it may sit out an outage of the embedder, half a day in all. */
const PAUSES_MS = [10_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000, 10_800_000, 21_600_000] as const;
/** Errors of the embedder that time does not heal. */
const FINAL = ['ModelAuthError', 'ModelRequestError', 'NotConfigured'];
/** Behind replies and news when a queue is full. */
const BACKGROUND = 5;

type Ingest = Extract<DocumentWork, { kind: 'ingest' }>;

/**
 * Does what a document waits for: parse, embed, publish; or remove. Truth is in the row: each round asks it, a signal
 * has it asked again, and every step answers when a newer ingestion or a removal made it stale.
 */
export async function ingestDocument(document: DocumentRef): Promise<void> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof document?.documentId !== 'string' || typeof document.tenantId !== 'string') {
    throw ApplicationFailure.nonRetryable('the input is no document', 'InvalidInput');
  }
  const steps = createSteps(document);
  let changed = true;
  setHandler(changedSignal, () => {
    changed = true;
  });
  while (changed) {
    changed = false;
    const work = await steps.nextDocumentWork(document);
    setCurrentDetails(work.kind === 'ingest' ? `ingestion ${work.generation}` : work.kind);
    if (work.kind === 'remove') await steps.removeDocument({ ...document, storageKey: work.storageKey });
    else if (work.kind === 'ingest')
      await ingestOrSayWhy(steps, { ...document, generation: work.generation }, work, isChanged);
  }

  function isChanged(): boolean {
    return changed;
  }
}

/** What no retry has healed becomes the document's own error, where staff see it; they may have it read again. */
async function ingestOrSayWhy(
  steps: Steps,
  ingestion: IngestionRef,
  work: Ingest,
  isChanged: () => boolean,
): Promise<void> {
  try {
    await ingest(steps, ingestion, work, isChanged);
  } catch (error) {
    failureType(error);
    await steps.giveUpDocument({ ...ingestion, code: 'parser_failed' });
  }
}

async function ingest(steps: Steps, ingestion: IngestionRef, work: Ingest, isChanged: () => boolean): Promise<void> {
  const { type, storageKey } = work;
  if (work.mustParse) {
    const parsed = await steps.parseDocument({ ingestion, type, storageKey });
    if (parsed.outcome === 'stale') return;
    if (parsed.outcome === 'failed') return steps.cleanDocument(ingestion);
  }
  const embedded = await embed(steps, ingestion, isChanged);
  if (embedded === 'stale') return;
  if (embedded === 'failed') await steps.giveUpDocument({ ...ingestion, code: 'embedding_failed' });
  else await steps.publishDocument(ingestion);
  await steps.cleanDocument(ingestion);
}

async function embed(
  steps: Steps,
  ingestion: IngestionRef,
  isChanged: () => boolean,
): Promise<'done' | 'stale' | 'failed'> {
  let failures = 0;
  for (;;) {
    try {
      const outcome = await steps.embedDocument(ingestion);
      if (outcome !== 'more') return outcome;
      failures = 0;
    } catch (error) {
      const pause = FINAL.includes(failureType(error)) ? undefined : PAUSES_MS[failures];
      if (pause === undefined) return 'failed';
      failures += 1;
      // Removed or ingested anew meanwhile: the next round sees it.
      if (await condition(isChanged, pause)) return 'stale';
    }
  }
}

type Steps = DocumentActivities & IngestActivities;

function createSteps({ tenantId }: DocumentRef): Steps {
  const local = proxyLocalActivities<DocumentActivities>({
    startToCloseTimeout: '10 s',
    localRetryThreshold: '2 s',
    retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
  });
  const work = proxyActivities<IngestActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).knowledge,
    startToCloseTimeout: '5 min',
    heartbeatTimeout: '5 s',
    retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '60 s' },
    priority: { priorityKey: BACKGROUND, fairnessKey: tenantId },
  });
  return {
    nextDocumentWork: local.nextDocumentWork,
    publishDocument: local.publishDocument,
    giveUpDocument: local.giveUpDocument,
    parseDocument: work.parseDocument,
    embedDocument: work.embedDocument,
    cleanDocument: work.cleanDocument,
    removeDocument: work.removeDocument,
    sweepDocuments: work.sweepDocuments,
  };
}
