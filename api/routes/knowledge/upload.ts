import type { Request, Response } from 'express';
import { cleanText } from '#domain/message/clean-text.ts';
import type { DocumentType, KnowledgeDocument } from '#domain/knowledge/document.ts';
import { SNIFF_BYTES, sniffType } from '#domain/knowledge/sniff-type.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { readUpload } from '#api/http/read-upload.ts';
import type { IncomingFile } from '#api/http/read-upload.ts';
import type { TenantRef } from '#api/records.ts';
import { wakeDocument } from './wake-document.ts';

const LONGEST_TITLE = 200;

/** Stores an uploaded file and its document; what is refused leaves nothing behind. */
export async function uploadDocument(
  deps: ApiDeps,
  tenant: TenantRef,
  request: Request,
  response: Response,
): Promise<{ readonly document: KnowledgeDocument; readonly isNew: boolean }> {
  const { files, maxBytes } = deps.knowledge;
  const place = deps.knowledge.newDocument(tenant.id);
  let added: { readonly document: KnowledgeDocument; readonly isNew: boolean } | undefined;
  try {
    const { kept, fields } = await readUpload(request, response, maxBytes, async (file) => {
      const { type, content } = await sniffed(file);
      const stored = await files.put(place.storageKey, content, { maxBytes, contentType: 'application/octet-stream' });
      return { ...stored, type, fileName: cleanText(file.name) };
    });
    added = await deps.knowledge.add(tenant.id, { ...place, ...kept, title: titleOf(fields['title'], kept.fileName) });
  } finally {
    if (added?.isNew !== true) await files.remove(place.storageKey);
  }
  if (added.isNew) await wakeDocument(deps, tenant, added.document.id);
  return added;
}

function titleOf(given: string | undefined, fileName: string): string {
  const title = cleanText(given ?? '').trim();
  const name = fileName
    .replace(/\.[a-z0-9]{1,10}$/i, '')
    .replaceAll('_', ' ')
    .trim();
  return (title || name || 'Document').slice(0, LONGEST_TITLE).toWellFormed();
}

/** The file with its type, told by its first bytes before any of it is kept. */
async function sniffed(
  file: IncomingFile,
): Promise<{ readonly type: DocumentType; readonly content: AsyncIterable<Uint8Array> }> {
  const rest = file.content[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < SNIFF_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    held.push(next.value);
    bytes += next.value.byteLength;
  }
  const found = sniffType(file.name, Buffer.concat(held).subarray(0, SNIFF_BYTES));
  if ('refusal' in found) throw new HttpProblem(415, 'UnsupportedMediaType', `The file: ${found.refusal}.`);
  return { type: found.type, content: joined(held, rest) };
}

async function* joined(held: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* held;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
