import { v7 as uuid } from 'uuid';
import type { InboundMessage, ShopEvent } from '#domain/message/inbound.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import { isFile } from '#domain/media/media.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import type { OpenedTurn, OpenTurnInput } from '#domain/store.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { settingsOf } from '#adapters/db/tenant-cache.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { lockConversation } from './find-conversation.ts';
import { takeWishes } from './opt-out.ts';
import type { LockedConversation } from './find-conversation.ts';
import { takeRating } from './take-rating.ts';

interface KnownMessage {
  id: string;
  conversation_id: string;
  turn: number;
  after_step: number;
  outcome: string | null;
  kind: string;
  confirms_opt_out: boolean;
}

const KNOWN: Statement = {
  name: 'known_messages',
  text: `
SELECT m.provider_message_id AS id, m.conversation_id, m.turn, m.after_step, t.outcome, m.kind,
  t.confirms_opt_out
FROM messages m JOIN turns t USING (tenant_id, conversation_id, turn)
WHERE m.tenant_id = $1 AND m.channel_id = $2 AND m.provider_message_id = ANY ($3)`,
};

const LAST_STEP: Statement = {
  name: 'last_step_of_turn',
  text: `SELECT greatest(
  (SELECT max(step) FROM turn_steps WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3),
  (SELECT max(after_step) FROM messages WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3)) AS step`,
};

const RECORD: Statement = {
  name: 'record_messages',
  text: `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($5::jsonb)
    AS m (uid uuid, id text, place integer, kind text, text text, at timestamptz, attachments jsonb, event jsonb)
), turn AS (
  INSERT INTO turns (tenant_id, conversation_id, turn, outcome, finished_at, confirms_opt_out)
  VALUES ($1, $2, $4, $7, CASE WHEN $7::text IS NOT NULL THEN now() END, $10)
  ON CONFLICT (tenant_id, conversation_id, turn) DO UPDATE SET confirms_opt_out = true WHERE excluded.confirms_opt_out
), recorded AS (
  INSERT INTO messages (tenant_id, id, conversation_id, channel_id, provider_message_id, seq, author, kind, text,
    attachments, turn, after_step, sent_at)
  SELECT $1, given.uid, $2, $3, given.id, $8::int + given.place,
    CASE given.kind WHEN 'event' THEN 'system' WHEN 'echo' THEN 'human' ELSE 'customer' END, given.kind,
    given.text, given.attachments, $4, $6, given.at FROM given
), told AS (
  INSERT INTO feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT $1, CASE given.kind WHEN 'echo' THEN 'message.sent' ELSE 'message.received' END, $2, 'message', given.uid
  FROM given WHERE given.kind <> 'event' ORDER BY given.place
), proven AS (
  -- What happened outside the talk has its receipt in the turn that tells of it.
  INSERT INTO tool_receipts (tenant_id, conversation_id, turn, step, call_id, tool, input, result)
  SELECT $1, $2, $4, 0, given.id, given.event->>'tool', '{}', given.event->'result' FROM given
  WHERE given.event IS NOT NULL
), reached AS (
  -- Who writes to us can be written to again.
  UPDATE contact_identities SET blocked_at = NULL
  WHERE tenant_id = $1 AND blocked_at IS NOT NULL AND EXISTS (SELECT FROM given WHERE kind NOT IN ('event', 'echo'))
    AND id = (SELECT identity_id FROM conversations WHERE tenant_id = $1 AND id = $2)
)
UPDATE conversations SET message_count = message_count + (SELECT count(*) FROM given), last_turn = greatest(last_turn, $4),
  status = $9, last_activity_at = now()
WHERE tenant_id = $1 AND id = $2`,
};

/** Records what came and says which turn answers it; see `ConversationStore.openTurn`. */
export async function openTurn(tx: Tx, input: OpenTurnInput): Promise<OpenedTurn> {
  const messages = [...new Map(input.messages.map((message) => [message.id, message])).values()];
  const ids = messages.map((message) => message.id);
  // One round trip: the look at the messages runs when the lock is held.
  const [conversation, kept] = await Promise.all([
    lockConversation(tx, input),
    tx.rows<KnownMessage>(KNOWN, [tx.tenantId, input.address.channelId, ids]),
  ]);
  const { id, contact_id: contactId, stage, ai_enabled: aiEnabled, open_handoff: openHandoff } = conversation;
  // A fresh workflow does not know yet that a person holds the conversation or AI is off.
  const takenOver = messages.some((message) => message.kind === 'echo');
  const answering =
    input.answering && !takenOver && (input.conversationId !== null || (aiEnabled && conversation.status !== 'human'));
  // An id is one message of its channel account: what another conversation has was said, and is answered, there.
  const known = kept.filter((message) => message.conversation_id === id);
  const knownIds = new Set(kept.map((message) => message.id));
  const fresh = messages.filter((message) => !knownIds.has(message.id));
  const open = known.filter((message) => message.outcome === null);
  const turn = chooseTurn(input, conversation, known, open, fresh.length);
  // A run that was ended in the middle of a turn left drafts: what comes now has not been seen by them.
  const lastStep = input.turn === null && open.length > 0 ? await lastStepOf(tx, id, turn) : 0;
  const afterStep = Math.max(input.afterStep, lastStep);
  const wish = await takeWishes(tx, conversation, { fresh, answering });
  const rated = await takeRating(tx, conversation, { turn, fresh });
  const confirmsOptOut = wish.confirm || open.some((one) => answering && one.turn === turn && one.confirms_opt_out);
  const silenced = wish.optedOut && !confirmsOptOut;
  if (fresh.length > 0)
    await record(tx, input, conversation, {
      turn,
      fresh,
      afterStep,
      outcome: input.turn !== null || open.length > 0 ? null : !answering ? 'held' : silenced ? 'suppressed' : null,
      takenOver,
      confirmsOptOut,
    });
  const before = known.filter(
    (message) => message.turn === turn && message.after_step === afterStep && isRetried(message.outcome),
  );
  const files = messages.flatMap((message) => message.attachments ?? []).filter(isFile).length;
  const isNewer = conversation.version > input.settingsVersion;
  return {
    conversationId: id,
    contactId,
    turn,
    fresh: fresh.length + before.length,
    needsAnswer:
      answering &&
      ((fresh.length > 0 && !(silenced && input.turn === null)) || open.some((message) => message.turn === turn)),
    ...(lastStep > 0 && { lastStep }),
    confirmsOptOut,
    ...(rated && { rated }),
    takenOver,
    stage,
    aiEnabled,
    openHandoff,
    held: conversation.status === 'human',
    ...(files > 0 && { files }),
    settings: isNewer ? settingsOf(conversation.settings, conversation.version, input.address.channel) : null,
  };
}

async function lastStepOf(tx: Tx, conversationId: string, turn: number): Promise<number> {
  const [row] = await tx.rows<{ step: number | null }>(LAST_STEP, [tx.tenantId, conversationId, turn]);
  return row?.step ?? 0;
}

function isRetried(outcome: string | null): boolean {
  return outcome === null || outcome === 'held';
}

/** A turn that waits for its answer takes what comes; an answered one is never opened again. */
function chooseTurn(
  input: OpenTurnInput,
  conversation: LockedConversation,
  known: readonly KnownMessage[],
  open: readonly KnownMessage[],
  fresh: number,
): number {
  if (input.turn !== null) return input.turn;
  if (open.length > 0) return Math.max(...open.map((message) => message.turn));
  if (fresh > 0) return conversation.last_turn + 1;
  return known.length > 0 ? Math.max(...known.map((message) => message.turn)) : conversation.last_turn;
}

async function record(
  tx: Tx,
  input: OpenTurnInput,
  conversation: LockedConversation,
  {
    turn,
    fresh,
    afterStep,
    outcome,
    takenOver,
    confirmsOptOut,
  }: {
    turn: number;
    fresh: readonly InboundMessage[];
    afterStep: number;
    outcome: 'held' | 'suppressed' | null;
    takenOver: boolean;
    confirmsOptOut: boolean;
  },
): Promise<void> {
  const rows = fresh.map((message, index) => ({
    uid: uuid(),
    place: index + 1,
    id: message.id,
    kind: message.kind,
    text: cleanText(wordsOf(message)),
    at: message.sentAt,
    attachments: message.attachments ?? null,
    event: message.event === undefined ? null : provenBy(message.event),
  }));
  await tx.last(RECORD, [
    tx.tenantId,
    conversation.id,
    input.address.channelId,
    turn,
    toJsonb(rows),
    afterStep,
    outcome,
    conversation.message_count,
    takenOver && conversation.ai_enabled ? 'human' : reopened(conversation),
    confirmsOptOut,
  ]);
}

/** The receipt of news from outside: no tool of the model was called. */
function provenBy({ kind, data, effect }: ShopEvent): { readonly tool: string; readonly result: ToolResult } {
  return { tool: kind, result: { ok: true, data, ...(effect && { effect }), summary: kind } };
}

function reopened({ status, ai_enabled: aiEnabled, open_handoff: openHandoff }: LockedConversation): string {
  if (status !== 'closed') return status;
  if (!aiEnabled) return 'paused';
  return openHandoff ? 'waiting' : 'bot';
}
