import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { DocumentActivities, IngestActivities } from '#activities/index.ts';
import type { DocumentWork } from '#domain/knowledge/knowledge-store.ts';
import { changedSignal } from '#workflows/deadline-messages.ts';
import { queuesOf } from '#workflows/messages.ts';
import { workflowBundle } from '#workers/workflow-bundle.ts';
import { until } from '#tests/support/server-process.ts';
import { recordHistories } from './record-histories.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** A document whose steps the test plays; `steps` tells what was asked, in order. */
interface Played {
  readonly steps: string[];
  readonly work: DocumentWork[];
  parsed: 'parsed' | 'stale' | 'failed';
  /** What the next calls of the embedder come to; then `done`. */
  readonly embedding: ('more' | 'stale' | Error)[];
}

const INGEST: DocumentWork = {
  kind: 'ingest',
  generation: 1,
  type: 'pdf',
  storageKey: 'knowledge/t/d',
  mustParse: true,
};

describe('the workflow of a document', () => {
  it('parses, embeds in several rounds, publishes and cleans up', async () => {
    const played = play([INGEST]);
    played.embedding.push('more', 'more');
    await run(played, async (handle) => handle.result());
    expect(played.steps).toEqual(['next', 'parse 1', 'embed', 'embed', 'embed', 'publish 1', 'clean']);
  });

  it('goes on with the embedding when the chunks are saved already', async () => {
    const played = play([{ ...INGEST, mustParse: false }]);
    await run(played, async (handle) => handle.result());
    expect(played.steps).toEqual(['next', 'embed', 'publish 1', 'clean']);
  });

  it('stops where a newer ingestion or a removal has taken over, and does that', async () => {
    const played = play([INGEST, { kind: 'remove', storageKey: 'knowledge/t/d' }]);
    played.embedding.push('more', 'stale');
    await run(played, async (handle) => {
      await until('the first embedding', 20_000, () => played.steps.includes('embed'));
      await handle.signal(changedSignal);
      await handle.result();
    });
    expect(played.steps).toEqual(['next', 'parse 1', 'embed', 'embed', 'next', 'remove']);
  });

  it('ends with the document’s own error when it can not be read', async () => {
    const played = play([INGEST]);
    played.parsed = 'failed';
    await run(played, async (handle) => handle.result());
    expect(played.steps).toEqual(['next', 'parse 1', 'clean']);
  });

  it('sits out an embedder that is away, yet hears of a removal meanwhile', async () => {
    const played = play([INGEST, { kind: 'remove', storageKey: 'knowledge/t/d' }]);
    played.embedding.push(ApplicationFailure.create({ type: 'ModelUnavailable', message: '503', nonRetryable: true }));
    await run(played, async (handle) => {
      await until('the failed embedding', 20_000, () => played.steps.includes('embed'));
      await handle.signal(changedSignal);
      await handle.result();
    });
    expect(played.steps).toEqual(['next', 'parse 1', 'embed', 'next', 'remove']);
  });

  it('gives up at once on an embedder that refuses its key, and says so', async () => {
    const played = play([INGEST]);
    played.embedding.push(ApplicationFailure.create({ type: 'ModelAuthError', message: '401', nonRetryable: true }));
    await run(played, async (handle) => handle.result());
    expect(played.steps).toEqual(['next', 'parse 1', 'embed', 'give up embedding_failed', 'clean']);
  });

  it('does nothing when nothing is to be done', async () => {
    const played = play([{ kind: 'nothing' }]);
    await run(played, async (handle) => handle.result());
    expect(played.steps).toEqual(['next']);
  });

  it('fails for good on an input that is none', async () => {
    await expect(run(play([]), async (handle) => handle.result(), 'tombstone')).rejects.toThrow(
      'Workflow execution failed',
    );
  });
});

function play(work: DocumentWork[]): Played {
  return { steps: [], work, parsed: 'parsed', embedding: [] };
}

function activitiesOf(played: Played): { documents: DocumentActivities; ingest: IngestActivities } {
  const note = (step: string) => void played.steps.push(step);
  return {
    documents: {
      nextDocumentWork: async () => {
        note('next');
        return played.work.shift() ?? { kind: 'nothing' };
      },
      publishDocument: async ({ generation }) => {
        note(`publish ${generation}`);
        return true;
      },
      giveUpDocument: async ({ code }) => {
        note(`give up ${code}`);
        return true;
      },
    },
    ingest: {
      parseDocument: async ({ ingestion }) => {
        note(`parse ${ingestion.generation}`);
        return { outcome: played.parsed, chunks: 1 };
      },
      embedDocument: async () => {
        note('embed');
        const next = played.embedding.shift() ?? 'done';
        if (typeof next !== 'string') throw next;
        return next;
      },
      cleanDocument: async () => note('clean'),
      removeDocument: async () => note('remove'),
      sweepDocuments: async () => 0,
    },
  };
}

async function run<T>(played: Played, test: (handle: WorkflowHandle) => Promise<T>, input?: unknown): Promise<T> {
  const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
  if (address === undefined) throw new Error('COLLOQUY_TEST_TEMPORAL_ADDRESS is not set: run through jest');
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const taskQueue = `${randomUUID().slice(0, 8)}-conversations`;
  const { documents, ingest } = activitiesOf(played);
  const workers = [
    await Worker.create({
      connection: native,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: documents,
    }),
    await Worker.create({ connection: native, taskQueue: queuesOf(taskQueue).knowledge, activities: ingest }),
  ];
  const runs = Promise.all(workers.map((worker) => worker.run()));
  const workflowId = `document:${taskQueue}`;
  try {
    const handle = await client.workflow.start('ingestDocument', {
      workflowId,
      taskQueue,
      args: [
        input ?? {
          tenantId: '0190a000-0000-7000-8000-000000000009',
          documentId: '0190a000-0000-7000-8000-00000000000d',
        },
      ],
    });
    const result = await test(handle);
    await recordHistories(client, workflowId);
    return result;
  } finally {
    for (const worker of workers) worker.shutdown();
    await runs;
    await connection.close();
    await native.close();
  }
}
