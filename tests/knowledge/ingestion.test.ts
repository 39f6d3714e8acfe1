import { readdir } from 'node:fs/promises';
import { createDiskStorage } from '#adapters/files/disk-storage.ts';
import { makeDocx } from '#tests/support/make-docx.ts';
import { makePdf } from '#tests/support/make-pdf.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { librarian } from './library.ts';
import type { Librarian } from './library.ts';

jest.setTimeout(120_000);

const GUARANTEE = makePdf([
  ['Guarantee terms of the bakery.', 'Cakes are made fresh every day.'],
  ['The stand mixer Torta 500 carries a guarantee of three years.', 'A spare whisk costs $18.50.'],
]);

let stack: Stack;
let staff: Librarian;
beforeAll(async () => {
  stack = await startStack();
  staff = librarian(stack, 'joannas-bakery');
});
afterAll(() => stack.stop());

it('reads, cuts, embeds and finds an uploaded PDF, and says how far it is', async () => {
  const document = await staff.shelve('guarantee_terms.pdf', GUARANTEE);
  expect(document).toMatchObject({
    title: 'guarantee terms',
    type: 'pdf',
    status: 'ready',
    error: null,
    pages: 2,
    chunks: 1,
    embedded: 1,
    generation: 1,
  });
  const [best] = await staff.search('how long is the guarantee of the mixer');
  expect(best).toMatchObject({ document: 'guarantee terms', page: 1 });
  expect(best?.text).toContain('three years');
});

it('takes the same content once, from any number of uploads at once', async () => {
  const text = 'Parking is free behind the shop on weekdays.';
  const answers = await Promise.all(Array.from({ length: 5 }, () => staff.upload('parking.txt', text)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4);
  const ids = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as { document: { id: string } }).document.id),
  );
  expect(new Set(ids).size).toBe(1);
  await staff.settled(ids[0] ?? '');
  const [row] = await stack.sql<{ chunks: string }>(
    'SELECT count(*) AS chunks FROM knowledge_chunks WHERE document_id = $1',
    [ids[0]],
  );
  expect(row?.chunks).toBe('1');
});

it('ingests again without a moment in which search finds nothing, and leaves no old pieces', async () => {
  const docx = makeDocx([
    { text: 'Wedding cakes', heading: 1 },
    { text: 'Wedding cakes need an order six weeks ahead.' },
  ]);
  const { id } = await staff.shelve('weddings.docx', docx);
  const again = await staff.call('POST', `/v1/knowledge/documents/${id}/ingest`);
  expect(again.status).toBe(202);
  let seen = 0;
  for (;;) {
    expect((await staff.search('wedding cakes weeks ahead')).map((hit) => hit.document)).toEqual(['weddings']);
    seen += 1;
    if ((await staff.read(id)).status === 'ready') break;
  }
  expect(seen).toBeGreaterThan(0);
  expect(await staff.settled(id)).toMatchObject({ status: 'ready', generation: 2 });
  await until('it is so', 40_000, async () => (await generationsOf(id)).join() === '2');
});

it('removes a document from search at once, then its pieces, its file and its row', async () => {
  const { id } = await staff.shelve('gone.md', '# Lost and found\n\nUmbrellas are kept for a fortnight.');
  expect(await staff.search('umbrellas kept fortnight')).toHaveLength(1);
  const [row] = await stack.sql<{ key: string }>('SELECT storage_key AS key FROM knowledge_documents WHERE id = $1', [
    id,
  ]);
  expect((await staff.call('DELETE', `/v1/knowledge/documents/${id}`)).status).toBe(204);
  expect(await staff.search('umbrellas kept fortnight')).toEqual([]);
  expect((await staff.call('GET', `/v1/knowledge/documents/${id}`)).status).toBe(404);
  expect((await staff.call('DELETE', `/v1/knowledge/documents/${id}`)).status).toBe(404);
  await until(
    'it is so',
    40_000,
    async () => (await stack.sql('SELECT FROM knowledge_documents WHERE id = $1', [id])).length === 0,
  );
  expect(await stack.sql('SELECT FROM knowledge_chunks WHERE document_id = $1', [id])).toEqual([]);
  expect(await storedFiles()).not.toContain(row?.key.split('/').at(-1));
  // The same content may come again.
  expect(await staff.shelve('gone.md', '# Lost and found\n\nUmbrellas are kept for a fortnight.')).toMatchObject({
    status: 'ready',
  });
});

it('keeps what a document was when it can not be read again, and says why', async () => {
  const { id } = await staff.shelve('hours.txt', 'The kitchen closes at four on Fridays.');
  const [row] = await stack.sql<{ key: string }>('SELECT storage_key AS key FROM knowledge_documents WHERE id = $1', [
    id,
  ]);
  await createDiskStorage(stack.filesDir).remove(row?.key ?? '');
  await staff.call('POST', `/v1/knowledge/documents/${id}/ingest`);
  expect(await staff.settled(id)).toMatchObject({ status: 'failed', error: { code: 'file_missing' } });
  expect((await staff.search('kitchen closes Fridays')).map((hit) => hit.document)).toEqual(['hours']);
});

it('shows nothing of one tenant to another', async () => {
  const other = librarian(stack, 'valdman');
  const [mine] = await staff.list();
  expect(mine).toBeDefined();
  for (const [method, path] of [
    ['GET', `/v1/knowledge/documents/${mine?.id}`],
    ['DELETE', `/v1/knowledge/documents/${mine?.id}`],
    ['POST', `/v1/knowledge/documents/${mine?.id}/ingest`],
  ] as const) {
    const [foreign, missing] = await Promise.all([
      other.call(method, path),
      other.call(method, path.replace(mine?.id ?? '', '01900000-0000-7000-8000-000000000000')),
    ]);
    expect([foreign.status, missing.status]).toEqual([404, 404]);
  }
  expect(await other.list()).toEqual([]);
  expect(await other.search('guarantee of the mixer')).toEqual([]);
});

async function generationsOf(id: string): Promise<number[]> {
  const rows = await stack.sql<{ generation: number }>(
    'SELECT DISTINCT generation FROM knowledge_chunks WHERE document_id = $1 ORDER BY 1',
    [id],
  );
  return rows.map((row) => row.generation);
}

async function storedFiles(): Promise<string[]> {
  return readdir(stack.filesDir, { recursive: true });
}
