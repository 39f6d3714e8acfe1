import mammoth from 'mammoth';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { ParseLimits } from './limits.ts';
import { readHtml } from './read-html.ts';
import type { TextCollector } from './text-collector.ts';

const MOST_ENTRIES = 5_000;

/** Reads a Word file, once it is sure that it does not unpack to more than it may. @throws DocumentRejected */
export async function readDocx(bytes: Buffer, collector: TextCollector, limits: ParseLimits): Promise<void> {
  await checkArchive(bytes, limits);
  const { value } = await mammoth
    .convertToHtml({ buffer: bytes }, { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) })
    .catch((error: unknown) => {
      throw new DocumentRejected('corrupt', 'the Word file is damaged: its text can’t be read', { cause: error });
    });
  readHtml(value, collector);
}

/** Unpacks every entry once, counting: the sizes that an archive names may be lies. */
async function checkArchive(bytes: Buffer, limits: ParseLimits): Promise<void> {
  const zip = await openZip(bytes);
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of entriesOf(zip)) {
    if (entry.isEncrypted()) throw new DocumentRejected('encrypted', 'the file is locked with a password');
    names.add(entry.fileName);
    if (names.size > MOST_ENTRIES) throw tooLarge(`has more than ${MOST_ENTRIES} entries`);
    if (entry.fileName.endsWith('/')) continue;
    for await (const part of contentOf(zip, entry)) {
      unpacked += part.length;
      if (unpacked > limits.unpackedBytes) throw tooLarge(`unpacks to more than ${limits.unpackedBytes} bytes`);
    }
  }
  if (!names.has('word/document.xml') || !names.has('[Content_Types].xml')) {
    throw new DocumentRejected('wrong_type', 'the file is an archive but no Word document (.docx)');
  }
}

function tooLarge(what: string): DocumentRejected {
  return new DocumentRejected('too_large', `the Word file ${what}`);
}

function damaged(error: unknown): unknown {
  if (error instanceof DocumentRejected) return error;
  return new DocumentRejected('corrupt', 'the Word file is damaged: its archive can’t be read', { cause: error });
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(damaged(error) as Error);
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', (error) => reject(damaged(error) as Error));
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (entry === undefined) return;
    yield entry;
  }
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    const stream = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    yield* stream;
  } catch (error) {
    throw damaged(error);
  }
}
