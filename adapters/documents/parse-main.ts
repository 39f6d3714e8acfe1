import { Worker } from 'node:worker_threads';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { DocumentType } from '#domain/knowledge/document.ts';
import type { ParseLimits } from './limits.ts';
import type { ParserLine } from './parser-line.ts';
import { readDocument } from './read-document.ts';

/*
 * One document, read in a process without rights or secrets: content on stdin, lines of JSON on stdout. Started by
 * `isolated-parser.ts` with `{ type, limits }` as its argument.
 */
const { type, limits } = JSON.parse(process.argv[2] ?? '') as { type: DocumentType; limits: ParseLimits };
new Worker(new URL('memory-watch-main.ts', import.meta.url), {
  workerData: { memoryBytes: limits.memoryBytes },
}).unref();

async function main(): Promise<void> {
  try {
    const { chunks, pages } = await readDocument(type, await readInput(), limits);
    for (const chunk of chunks) await print({ chunk });
    await print({ end: { pages } });
  } catch (error) {
    if (!(error instanceof DocumentRejected)) throw error;
    await print({ rejected: { code: error.code, message: error.message } });
  }
}

async function readInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > limits.inputBytes) {
      throw new DocumentRejected('too_large', `the file is larger than ${limits.inputBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Waits while the reader is slower. */
function print(line: ParserLine): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve());
  });
}

await main();
process.exit(0);
