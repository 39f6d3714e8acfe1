import { z } from 'zod';
import { DOCUMENT_PROBLEMS, DOCUMENT_STATUSES, DOCUMENT_TYPES } from '#domain/knowledge/document.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const documentView = z.object({
  id: z.uuid(),
  title: z.string(),
  file_name: z.string(),
  type: z.enum(DOCUMENT_TYPES),
  bytes: z.int(),
  status: z.enum(DOCUMENT_STATUSES).describe('Found by search when ready; also while it is ingested again.'),
  error: z
    .object({ code: z.enum(DOCUMENT_PROBLEMS), message: z.string() })
    .nullable()
    .describe('Why it failed.'),
  pages: z.int().nullable(),
  chunks: z.int().describe('Pieces of at most 500 tokens.'),
  embedded: z.int().describe('Pieces that have their vector.'),
  generation: z.int().describe('Counts ingestions.'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  ready_at: z.iso.datetime().nullable(),
});

const documentReply = z.object({ document: documentView });
const documentParams = z.object({ id: z.uuid() });
const TAG = 'Knowledge';

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant or document' },
] as const;

export const uploadSpec = {
  method: 'post',
  path: '/v1/knowledge/documents',
  operationId: 'uploadDocument',
  summary: 'Upload a PDF, DOCX, HTML, Markdown or text file that the agent may answer from',
  tag: TAG,
  access: 'admin',
  query: optionalTenantQuery,
  upload: z.object({
    file: z.string().meta({ format: 'binary' }).describe('At most 25 MB.'),
    title: z.string().max(200).optional().describe('As answers name it; default: the file’s name.'),
  }),
  answers: [
    { status: 201, description: 'Taken; it is read in the background', schema: documentReply },
    { status: 200, description: 'The same content was uploaded before: that document', schema: documentReply },
    { status: 400, description: 'The form is broken or has no part "file"' },
    { status: 413, description: 'The file is too large' },
    { status: 415, description: 'No readable kind of document, or the name promises another than the content is' },
    ...refusals,
  ],
} as const;

export const listDocumentsSpec = {
  method: 'get',
  path: '/v1/knowledge/documents',
  operationId: 'listDocuments',
  summary: 'The documents of a tenant, newest first',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery.extend(pageQuery),
  answers: [
    {
      status: 200,
      description: 'Documents',
      schema: z.object({ documents: z.array(documentView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const readDocumentSpec = {
  method: 'get',
  path: '/v1/knowledge/documents/{id}',
  operationId: 'readDocument',
  summary: 'One document: how far it is, and what is wrong with it',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery,
  params: documentParams,
  answers: [{ status: 200, description: 'The document', schema: documentReply }, ...refusals],
} as const;

export const ingestSpec = {
  method: 'post',
  path: '/v1/knowledge/documents/{id}/ingest',
  operationId: 'ingestDocument',
  summary: 'Read a document again; until that is done, search finds it as it was',
  tag: TAG,
  access: 'admin',
  query: optionalTenantQuery,
  params: documentParams,
  answers: [
    { status: 202, description: 'It is read in the background', schema: documentReply },
    { status: 409, description: 'It is being read already' },
    ...refusals,
  ],
} as const;

export const removeDocumentSpec = {
  method: 'delete',
  path: '/v1/knowledge/documents/{id}',
  operationId: 'removeDocument',
  summary: 'Take a document out of search and delete it with its file',
  tag: TAG,
  access: 'admin',
  query: optionalTenantQuery,
  params: documentParams,
  answers: [{ status: 204, description: 'Search finds it no more' }, ...refusals],
} as const;
