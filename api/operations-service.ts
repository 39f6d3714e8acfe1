import type { createDeadLetterBook } from '#adapters/db/conversation/dead-letters.ts';
import type { RunOperations } from '#domain/conversation/operations.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';

/** What operators work with. */
export interface OperationsService {
  readonly runs: RunOperations;
  readonly letters: ReturnType<typeof createDeadLetterBook>;
  readonly vault: Pick<ConversationVault, 'openLetter'>;
}
