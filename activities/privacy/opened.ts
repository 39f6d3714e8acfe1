import { openWords } from '#domain/privacy/open-words.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { OpenTurnInput } from '#domain/store.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { QuarantineInput } from '#activities/index.ts';

type AnyActivity = (input: never) => Promise<unknown>;

/** What comes in with a turn, readable. @throws KeyDestroyed when whom it is about was erased */
export async function openedTurn(vault: ConversationVault, input: OpenTurnInput): Promise<OpenTurnInput> {
  const place = { tenantId: input.address.tenantId, workflowId: input.workflowId };
  const letters = await Promise.all(
    input.messages.map((message) => vault.openLetter(place, { message, contact: input.contact })),
  );
  const contact = letters.at(-1)?.contact ?? input.contact;
  return { ...input, messages: letters.map((letter) => letter.message), contact };
}

/** Activities that get the words which were sealed for their conversation. */
export function opening<T extends Record<keyof T, AnyActivity>>(vault: ConversationVault, activities: T): T {
  const entries = Object.entries<AnyActivity>(activities).map(([name, run]) => [
    name,
    async (input: { readonly conversation?: ConversationRef }) =>
      run((input.conversation ? await openWords(vault, input.conversation, input) : input) as never),
  ]);
  return Object.fromEntries(entries) as T;
}

/** The provider's own ids of what could not be processed, as far as they can be read; the payload stays sealed. */
export async function namedByProvider(vault: ConversationVault, letter: QuarantineInput): Promise<QuarantineInput> {
  const { payload } = letter;
  if (!Array.isArray(payload)) return letter;
  const signals = payload as readonly Json[];
  const ids = new Map<string, string>();
  for (const signal of signals) {
    const message = messageOf(signal);
    if (message === undefined) continue;
    try {
      const opened = await vault.openLetter(letter, { message, contact: { recipient: '' } });
      ids.set(message.id, opened.message.id);
    } catch {
      // Its name stays; a letter that nobody can open is kept all the same.
    }
  }
  return { ...letter, messageIds: letter.messageIds.map((id) => ids.get(id) ?? id) };
}

function messageOf(signal: Json): OpenTurnInput['messages'][number] | undefined {
  if (typeof signal !== 'object' || signal === null || !('message' in signal)) return undefined;
  const { message } = signal;
  if (typeof message !== 'object' || message === null || !('sealed' in message)) return undefined;
  return message as unknown as OpenTurnInput['messages'][number];
}
