import type { ExportSection } from '#adapters/db/privacy/export-contact.ts';
import type { Erasure, ErasureRef } from '#domain/privacy/erasure.ts';

/** What is held about people: to be handed out, and to be erased. */
export interface PrivacyService {
  /** Undefined when the tenant has no such contact (any more). */
  exportContact(tenantId: string, contactId: string): Promise<readonly ExportSection[] | undefined>;
  /** Writes it down and starts it, once. @throws NotFound, and what Temporal's client throws when it is away */
  erase(erasure: ErasureRef, by: string): Promise<Erasure>;
  erasure(erasure: ErasureRef): Promise<Erasure | undefined>;
}
