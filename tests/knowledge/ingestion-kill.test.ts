import { Readable } from 'node:stream';
import { addDocument, documentKey } from '#adapters/db/knowledge/documents.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { createDiskStorage } from '#adapters/files/disk-storage.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { librarian } from './library.ts';
import type { Librarian } from './library.ts';

jest.setTimeout(120_000);

let stack: Stack;
let staff: Librarian;
beforeAll(async () => {
  stack = await startStack();
  staff = librarian(stack, 'joannas-bakery');
});
afterAll(() => stack.stop());

const LONG = 'The oven bakes bread in the early morning and cakes at noon. '.repeat(400);

it.each(['document.parsed', 'document.saved', 'document.embedded'])(
  'goes on after kill -9 of the worker at %s: one set of pieces, all embedded',
  async (point) => {
    stack.strike(point);
    const response = await staff.upload(`${point}.txt`, `Point ${point}. ${LONG}`);
    const { document } = (await response.json()) as { document: { id: string } };
    await stack.worker.exited();
    await stack.worker.start();
    const done = await staff.settled(document.id);
    expect(done).toMatchObject({ status: 'ready', embedded: done.chunks });
    const rows = await stack.sql<{ position: number; embedded: boolean }>(
      'SELECT position, embedding IS NOT NULL AS embedded FROM knowledge_chunks WHERE document_id = $1 ORDER BY position',
      [document.id],
    );
    expect(rows.map((found) => found.position)).toEqual(Array.from({ length: done.chunks }, (_, index) => index + 1));
    expect(rows.every((found) => found.embedded)).toBe(true);
  },
);

it('finishes a removal that was cut between the file and its row', async () => {
  const { id } = await staff.shelve('unlinked.txt', LONG);
  stack.strike('document.unlinked');
  await staff.call('DELETE', `/v1/knowledge/documents/${id}`);
  await stack.worker.exited();
  await stack.worker.start();
  await until('the row to be gone', 40_000, async () => {
    const rows = await stack.sql('SELECT FROM knowledge_documents WHERE id = $1', [id]);
    return rows.length === 0;
  });
  expect(await stack.sql('SELECT FROM knowledge_chunks WHERE document_id = $1', [id])).toEqual([]);
});

it('takes up a document whose upload died between the row and the start of its work', async () => {
  const [tenant] = await stack.sql<{ id: string }>(`SELECT id FROM tenants WHERE slug = 'joannas-bakery'`);
  const tenantId = tenant?.id ?? '';
  const place = documentKey(tenantId);
  const stored = await createDiskStorage(stack.filesDir).put(
    place.storageKey,
    Readable.from([Buffer.from('Lost words.')]),
    {
      maxBytes: 100,
      contentType: 'text/plain',
    },
  );
  const db = openDatabase({ url: stack.databaseUrl, applicationName: 'test-lost', max: 1 });
  await inTenant(db, tenantId, (tx) =>
    addDocument(tx, { ...place, ...stored, title: 'Lost', fileName: 'lost.txt', type: 'text' }),
  );
  await db.close();
  await stack.sql(`UPDATE knowledge_documents SET updated_at = now() - interval '2 minutes' WHERE id = $1`, [place.id]);
  await stack.temporal.workflow.execute('sweep', {
    workflowId: `sweep-${place.id}`,
    taskQueue: stack.taskQueue,
    args: [],
  });
  expect(await staff.settled(place.id)).toMatchObject({ status: 'ready', chunks: 1 });
});
