import type { Lead } from '#domain/lead/lead.ts';

/** What facts are about and can't be read by id elsewhere. */
export interface SubjectBook {
  placeOfMessage(
    tenantId: string,
    id: string,
  ): Promise<{ readonly conversationId: string; readonly seq: number } | undefined>;
  lead(tenantId: string, id: string): Promise<Lead | undefined>;
  /** As the API lists notes. */
  note(tenantId: string, id: string): Promise<object | undefined>;
}
