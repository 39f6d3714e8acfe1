import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { PlannedCall } from '#activities/draft-reply.ts';

/** A call as it goes through the workflow: what the model wants done is about the customer. */
export async function sealCall(
  vault: Pick<ConversationVault, 'seal'>,
  turn: TurnRef,
  { input, raw, ...call }: PlannedCall,
): Promise<PlannedCall> {
  const sealed = await vault.seal(turn, { input, ...(raw !== undefined && { raw }) });
  return { ...call, input: null, sealed };
}

/** @throws KeyDestroyed when the customer was erased meanwhile */
export async function openCall(
  vault: Pick<ConversationVault, 'open'>,
  turn: TurnRef,
  call: PlannedCall,
): Promise<PlannedCall> {
  const { sealed, ...rest } = call;
  if (sealed === undefined) return call;
  const { input, raw } = (await vault.open(turn, sealed)) as { readonly input: Json; readonly raw?: string };
  return { ...rest, input, ...(raw !== undefined && { raw }) };
}
