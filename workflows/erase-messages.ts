import type { ErasureRef } from '#domain/privacy/erasure.ts';

/** Name of the workflow type, for clients that start it by name. */
export const ERASE_WORKFLOW = 'eraseContact';

/** `graceMs` is how long a key is out of use before it is destroyed; see the vault. */
export interface EraseStart extends ErasureRef {
  readonly graceMs: number;
}

export function eraseWorkflowId({ tenantId, contactId }: ErasureRef): string {
  return `erase:${tenantId}:${contactId}`;
}
