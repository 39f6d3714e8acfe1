import type { DocumentRef } from '#domain/knowledge/knowledge-store.ts';

/** Name of the workflow type, for clients that start it by name. */
export const DOCUMENT_WORKFLOW = 'ingestDocument';

/** One workflow looks after a document for as long as something is to be done with it. */
export function documentWorkflowId({ tenantId, documentId }: DocumentRef): string {
  return `document:${tenantId}:${documentId}`;
}
