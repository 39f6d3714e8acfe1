import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { DocumentParser, ParsedDocument } from '#domain/knowledge/document-parser.ts';
import type { Chunk, DocumentType } from '#domain/knowledge/document.ts';
import { PARSE_LIMITS } from './limits.ts';
import type { ParseLimits } from './limits.ts';
import { parserLine } from './parser-line.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(import.meta.dirname, 'parse-main.ts');
const MIB = 1_024 * 1_024;
/** Text is at most four bytes a character, repeated a little by the overlap of chunks. */
const OUTPUT_BYTES_PER_CHAR = 6;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Reads each document in a process of its own, which has no environment, may write no file and start no process, and is
 * killed when it takes too long or too much memory. Whatever a document does to its parser is that document's error.
 */
export function createIsolatedParser(limits: ParseLimits = PARSE_LIMITS): DocumentParser {
  return {
    async parse(type, content, { signal }) {
      signal.throwIfAborted();
      const child = start(type, limits);
      const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
      let reason: 'time' | 'abort' | 'output' | undefined;
      const stop = (why: typeof reason) => {
        reason ??= why;
        child.kill('SIGKILL');
      };
      const timer = setTimeout(() => stop('time'), limits.timeMs);
      const onAbort = () => stop('abort');
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const reading = readOutput(child, limits, () => stop('output'));
        const feeding = pipeline(content, child.stdin).catch(readFault);
        const [output, fault, [code, killedBy]] = await Promise.all([reading, feeding, ended]);
        if (reason === 'abort') throw signal.reason;
        if (reason === 'time') throw tooSlow(limits);
        if (reason === 'output') throw new DocumentRejected('parser_failed', 'the document could not be read');
        if (output.rejected !== undefined) throw output.rejected;
        if (code === 0 && output.end !== undefined && fault === undefined)
          return { ...output.end, chunks: output.chunks };
        throw fault ?? crashed(code, killedBy, limits);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        child.kill('SIGKILL');
      }
    },
  };
}

function start(type: DocumentType, limits: ParseLimits): Child {
  const flags = [
    '--permission',
    `--allow-fs-read=${ROOT}/`,
    '--allow-worker',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    `--max-old-space-size=${Math.floor((limits.memoryBytes * 0.75) / MIB)}`,
  ];
  return spawn(process.execPath, [...flags, MAIN, JSON.stringify({ type, limits })], {
    cwd: ROOT,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

interface Output {
  readonly chunks: Chunk[];
  end?: Pick<ParsedDocument, 'pages'>;
  rejected?: DocumentRejected;
}

async function readOutput(child: Child, limits: ParseLimits, overflow: () => void): Promise<Output> {
  const output: Output = { chunks: [] };
  let bytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > limits.textChars * OUTPUT_BYTES_PER_CHAR + MIB) overflow();
  });
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    const read = parserLine.safeParse(parseJson(line));
    if (!read.success) continue;
    if ('chunk' in read.data) output.chunks.push(read.data.chunk);
    else if ('end' in read.data) output.end = read.data.end;
    else output.rejected = new DocumentRejected(read.data.rejected.code, read.data.rejected.message);
  }
  return output;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** A child that ended early closes its end of the pipe; only a fault of the content itself is ours to report. */
function readFault(error: unknown): Error | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') return undefined;
  return error instanceof Error ? error : new Error('the content could not be read', { cause: error });
}

function tooSlow(limits: ParseLimits): DocumentRejected {
  return new DocumentRejected('too_slow', `reading the document took longer than ${limits.timeMs / 1_000} s`);
}

function crashed(code: number | null, killedBy: NodeJS.Signals | null, limits: ParseLimits): DocumentRejected {
  // SIGKILL is our memory watch or the system's; V8 aborts when its heap is full.
  if (killedBy === 'SIGKILL' || killedBy === 'SIGABRT' || code === 134) {
    const most = Math.floor(limits.memoryBytes / MIB);
    return new DocumentRejected('too_much_memory', `reading the document took more than ${most} MB of memory`);
  }
  return new DocumentRejected(
    'parser_failed',
    `the parser failed on the document (exit ${code ?? killedBy ?? 'unknown'})`,
  );
}
