import type { z } from 'zod';
import type { KnowledgeDocument } from '#domain/knowledge/document.ts';
import type { documentView } from './schema.ts';

export function presentDocument(document: KnowledgeDocument): z.infer<typeof documentView> {
  return {
    id: document.id,
    title: document.title,
    file_name: document.fileName,
    type: document.type,
    bytes: document.bytes,
    status: document.status,
    error: document.error,
    pages: document.pages,
    chunks: document.chunks,
    embedded: document.embedded,
    generation: document.generation,
    created_at: document.createdAt,
    updated_at: document.updatedAt,
    ready_at: document.readyAt,
  };
}
