import type { KnowledgeService } from '#api/knowledge-service.ts';
import { NotFound } from '#domain/errors.ts';
import type { StoredFile } from '#domain/file-storage.ts';
import type { KnowledgeDocument } from '#domain/knowledge/document.ts';

/** Documents in memory: takes every file and finds nothing. */
export function fakeKnowledge(): KnowledgeService {
  const documents = new Map<string, KnowledgeDocument>();
  const read = async (_tenantId: string, id: string) => {
    const document = documents.get(id);
    if (document === undefined) throw new NotFound(`there is no document "${id}"`);
    return document;
  };
  return {
    maxBytes: 1_048_576,
    files: {
      async put(_key, content): Promise<StoredFile> {
        let bytes = 0;
        for await (const part of content) bytes += part.byteLength;
        return { bytes, sha256: 'ab'.repeat(32) };
      },
      get: () => Promise.reject(new NotFound('no file is kept')),
      remove: () => Promise.resolve(),
    },
    wake: () => Promise.resolve(),
    newDocument: () => ({ id: '0199f0a0-0000-7000-8000-0000000000d0', storageKey: 'knowledge/t/d' }),
    async add(_tenantId, { storageKey: _key, sha256: _hash, ...given }) {
      const at = '2026-11-21T12:00:00.000Z';
      const document: KnowledgeDocument = {
        ...given,
        status: 'waiting',
        error: null,
        pages: null,
        chunks: 0,
        embedded: 0,
        generation: 1,
        createdAt: at,
        updatedAt: at,
        readyAt: null,
      };
      documents.set(given.id, document);
      return { document, isNew: true };
    },
    read,
    list: () => Promise.resolve({ items: [...documents.values()], next: null }),
    ingestAgain: read,
    async remove(tenantId, id) {
      await read(tenantId, id);
      documents.delete(id);
    },
    search: () => Promise.resolve({ passages: [], products: [] }),
  };
}
