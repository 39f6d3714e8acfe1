import type { ApiDeps } from '#api/deps.ts';
import { parseWorkflowId } from '#domain/conversation/address.ts';
import { NotFound } from '#domain/errors.ts';
import type { Letter } from '#domain/privacy/vault.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { InboundSignal } from '#workflows/messages.ts';

type Deps = Pick<ApiDeps, 'connections' | 'gateway' | 'operations'>;

/**
 * Gives a dead letter's messages to their conversation once more, under ids of their own: the conversation has seen theirs.
 * Twice is once. @returns how many there were
 * @throws NotFound, KeyDestroyed when the person was erased
 */
export async function replayLetter(deps: Deps, tenantId: string, letterId: string, by: string): Promise<number> {
  const { letters } = deps.operations;
  const { workflowId, payload } = await letters.open(tenantId, letterId);
  const opened = await openAll(deps, tenantId, workflowId, signalsIn(payload));
  if (opened.length === 0) throw new NotFound(`dead letter ${letterId}: there is no message in it`);
  const again = opened.map(({ message, contact }) => ({
    message: { ...message, id: `again:${letterId}:${message.id}` },
    contact,
  }));
  await deliver(deps, workflowId, again);
  await letters.replayed(tenantId, letterId, by);
  return again.length;
}

/** Gives a conversation the messages that its latest run took in and nobody has recorded. @returns how many */
export async function rescueSignals(deps: Deps, tenantId: string, workflowId: string): Promise<number> {
  const { runs, letters } = deps.operations;
  const opened = await openAll(deps, tenantId, workflowId, await runs.signals(workflowId));
  const known = await letters.onRecord(
    tenantId,
    opened.map(({ message }) => message.id),
  );
  const lost = opened.filter(({ message }) => !known.has(message.id));
  await deliver(deps, workflowId, lost);
  return lost.length;
}

async function openAll(
  deps: Deps,
  tenantId: string,
  workflowId: string,
  signals: readonly unknown[],
): Promise<readonly Letter[]> {
  const place = { tenantId, workflowId };
  return Promise.all(signals.filter(isSignal).map((signal) => deps.operations.vault.openLetter(place, signal)));
}

async function deliver(deps: Deps, workflowId: string, letters: readonly Letter[]): Promise<void> {
  const named = parseWorkflowId(workflowId);
  const connection = named && (await deps.connections.find(named.tenantSlug, named.channel));
  if (!connection) throw new NotFound(`${workflowId}: its channel is not connected any more`);
  for (const letter of letters) {
    await deps.gateway.accept(connection, letter, { quietMs: 0, contactKey: named.contactKey });
  }
}

/** A turn's messages, or the one message that Temporal refused. */
function signalsIn(payload: Json): readonly unknown[] {
  if (Array.isArray(payload)) return payload as readonly unknown[];
  if (typeof payload === 'object' && payload !== null && 'signal' in payload) return [payload.signal];
  return [];
}

function isSignal(signal: unknown): signal is InboundSignal {
  const { message, contact } = (signal ?? {}) as Partial<InboundSignal>;
  return typeof message?.id === 'string' && typeof contact?.recipient === 'string';
}
