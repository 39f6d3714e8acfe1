import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { ClientRequest } from 'node:http';
import { readdir } from 'node:fs/promises';
import { makeDocx, makeZip } from '#tests/support/make-docx.ts';
import { makeLockedPdf, makePdf } from '#tests/support/make-pdf.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { librarian } from './library.ts';
import type { Librarian } from './library.ts';

jest.setTimeout(120_000);

const MIB = 1_024 * 1_024;
const BOUNDARY = 'a-boundary';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\n\r\n`;

let stack: Stack;
let staff: Librarian;
beforeAll(async () => {
  stack = await startStack();
  staff = librarian(stack, 'glow');
});
afterAll(() => stack.stop());

describe('what the API refuses leaves nothing behind', () => {
  it.each([
    [
      'a picture under its own name',
      'cat.png',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
      415,
      /\.png file can't be read/,
    ],
    ['a picture called text', 'cat.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 415, /neither text nor/],
    ['text called PDF', 'prices.pdf', 'Cakes cost $40.', 415, /promises pdf, the content is text/],
    ['a PDF called text', 'prices.txt', makePdf([['x']]), 415, /promises text, the content is pdf/],
    ['an old Word file', 'terms.docx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 415, /old Word file/],
    ['an empty file', 'nothing.txt', '', 415, /empty/],
    ['a file one byte too large', 'large.txt', Buffer.alloc(25 * MIB + 1, 'a'), 413, /larger than 25 MB/],
  ] as const)('%s', async (_, name, content, status, detail) => {
    const response = await staff.upload(name, content as Buffer | string);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
    await nothingKept();
  });

  it('200 MB, announced: before a byte of it is read', async () => {
    const answer = await send({ 'content-length': String(200 * MIB) }, async function* () {
      yield await Promise.resolve(Buffer.from(HEAD));
    });
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('larger than 25 MB') });
    await nothingKept();
  });

  it('200 MB without a length: as soon as the limit is passed', async () => {
    let sent = 0;
    const answer = await send({ 'transfer-encoding': 'chunked' }, async function* () {
      yield Buffer.from(HEAD);
      for (let count = 0; count < 200; count += 1) {
        sent += MIB;
        yield await Promise.resolve(Buffer.alloc(MIB, 'word '));
      }
    });
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('TooLarge') });
    expect(sent).toBeLessThan(200 * MIB);
    await nothingKept();
  });

  it('an upload that breaks off', async () => {
    const answer = await send({ 'transfer-encoding': 'chunked' }, async function* () {
      yield Buffer.from(`${HEAD}half a file`);
      await Promise.reject(new Error('the client went away'));
    });
    expect(answer.status).toBe(0);
    await nothingKept();
  });

  it.each([
    ['no form', { 'content-type': 'application/json' }, '{}', 415, /multipart\/form-data/],
    ['a form without a boundary', { 'content-type': 'multipart/form-data;' }, 'x', 400, /boundary/],
    [
      'a form without the file',
      {},
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
      400,
      /no part named/,
    ],
    ['a form that does not end', {}, `${HEAD}some words`, 400, /not whole/],
  ] as const)('%s', async (_, headers, body, status, detail) => {
    const answer = await send({ 'content-length': String(body.length), ...headers }, async function* () {
      yield await Promise.resolve(Buffer.from(body));
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(detail);
    await nothingKept();
  });

  it('no key, or the key of nobody', async () => {
    const response = await fetch(`${stack.apiUrl}/v1/knowledge/documents?tenant=glow`, {
      method: 'POST',
      body: new FormData(),
    });
    expect(response.status).toBe(401);
  });
});

describe('what the parser refuses is said in the document, and nothing of it is found', () => {
  it.each([
    ['a locked PDF', 'locked.pdf', makeLockedPdf(), 'encrypted'],
    ['a broken PDF', 'broken.pdf', '%PDF-1.7\nnothing that follows makes sense', 'corrupt'],
    ['a scan', 'scan.pdf', makePdf([[]]), 'no_text'],
    [
      'an archive called Word',
      'archive.docx',
      makeZip([{ name: 'a.txt', content: Buffer.from('bomb words') }]),
      'wrong_type',
    ],
    [
      'a zip bomb',
      'bomb.docx',
      makeDocx([{ text: 'bomb words' }], [{ name: 'word/media/x', content: Buffer.alloc(150 * MIB) }]),
      'too_large',
    ],
    ['a page of endless text', 'bomb.html', `<p>${'bomb words '.repeat(600_000)}`, 'too_much_text'],
    ['old charsets', 'old.txt', Buffer.from([0xf9, 0xec, 0xe5, 0xed]), 'wrong_type'],
  ] as const)('%s', async (_, name, content, code) => {
    const document = await staff.shelve(name, content as Buffer | string);
    expect(document).toMatchObject({
      status: 'failed',
      chunks: 0,
      error: { code, message: expect.stringMatching(/\w{4}/) },
    });
    expect(await staff.search('bomb words')).toEqual([]);
    expect(await stack.sql('SELECT FROM knowledge_chunks')).toEqual([]);
    await staff.call('DELETE', `/v1/knowledge/documents/${document.id}`);
  });

  it('and the worker serves on', async () => {
    expect(await staff.shelve('fine.txt', 'All is well.')).toMatchObject({ status: 'ready' });
    expect(stack.worker.output.filter((line) => line.includes('"level":60'))).toEqual([]);
  });
});

async function nothingKept(): Promise<void> {
  expect(await stack.sql('SELECT FROM knowledge_documents')).toEqual([]);
  await until('the storage to be empty', 10_000, async () => {
    const names = await readdir(stack.filesDir, { recursive: true, withFileTypes: true }).catch(() => []);
    return names.every((entry) => entry.isDirectory());
  });
}

async function drained(sending: ClientRequest): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race(['drain', 'close'].map((event) => once(sending, event, { signal: done.signal })));
  } finally {
    done.abort();
  }
}

/** A form sent by hand; status 0 = the connection ended without an answer. */
function send(
  headers: Readonly<Record<string, string>>,
  body: () => AsyncGenerator<Buffer>,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve) => {
    const sending = httpRequest(
      `${stack.apiUrl}/v1/knowledge/documents?tenant=glow`,
      {
        method: 'POST',
        headers: {
          'x-api-key': stack.adminKey,
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text });
          sending.destroy();
        });
      },
    );
    sending.on('error', () => resolve({ status: 0, body: '' }));
    void (async () => {
      try {
        for await (const part of body()) {
          if (sending.destroyed) return;
          if (!sending.write(part)) await drained(sending);
        }
        if (headers['content-length'] === undefined || Number(headers['content-length']) < MIB) sending.end();
      } catch {
        sending.destroy();
      }
    })();
  });
}
