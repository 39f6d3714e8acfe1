import { activityInfo } from '@temporalio/activity';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import { ChannelOutcomeUnknown, ChannelRefused, DomainError } from '#domain/errors.ts';
import { formatText } from '#domain/message/format-text.ts';
import { offeredChoices } from '#domain/message/offered-choices.ts';
import type { ButtonLimits } from '#domain/message/offered-choices.ts';
import type { ChannelSender, ChannelTarget, OutboundPart } from '#domain/ports.ts';
import { splitText } from '#domain/message/split-text.ts';
import type {
  BeginDelivery,
  CompletedTurn,
  CompleteTurnInput,
  OutboxPart,
  PartOutcome,
} from '#domain/turn/delivery.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { ActivityDeps, OpenChannel } from './deps.ts';
import { withHeartbeat } from './with-heartbeat.ts';

/** A channel that accepts nothing for this many attempts (about ten minutes with the profile's pauses) is given up. */
const SEND_ATTEMPTS = 14;

export interface DeliverInput {
  readonly turn: TurnRef;
  readonly step: number;
  readonly stage: Stage;
  readonly status: Status;
  readonly outcome: 'answered' | 'safe_reply';
}

export interface DeliverResult extends CompletedTurn {
  readonly outcome: CompleteTurnInput['outcome'];
}

/**
 * Sends the reply of one step and ends the turn. Each part is marked before it is sent; a part found marked by an
 * attempt that died is sent once more at most, flagged: between a provider's accept and our record of it nothing can
 * tell whether the customer has it.
 * @throws ChannelRateLimited, ChannelUnavailable (surely not accepted; Temporal sends again), StoreUnavailable.
 */
export function createDeliverReply(deps: ActivityDeps) {
  return async function deliverReply(input: DeliverInput): Promise<DeliverResult> {
    const { turn, step, stage, status } = input;
    const opened = { value: undefined as OpenChannel | undefined };
    const begun = await deps.store.beginDelivery(turn, step, (text, channel, recipient) =>
      splitFor(deps, text, { channel, recipient }),
    );
    deps.faults.hit('deliver.marked');
    const outcomes: PartOutcome[] = [];
    for (const [index, part] of begun.parts.entries()) {
      const outcome =
        settled(part, begun.refusal) ??
        (await sendPart(deps, turn, { part, isLast: index === begun.parts.length - 1, author: begun.author }, () => {
          opened.value ??= deps.channels.open(begun.target);
          return opened.value;
        }));
      if (index < begun.parts.length - 1 && isUnfinished(part)) await deps.store.recordPart(turn, outcome);
      outcomes.push(outcome);
      if (outcome.state === 'failed') break;
    }
    const outcome = outcomeOf(outcomes, input.outcome);
    const completed = await deps.store.completeTurn({ ...turn, step, parts: outcomes, outcome, stage, status });
    deps.faults.hit('deliver.recorded');
    return { ...completed, outcome };
  };
}

/** Nothing was on record of its end when this attempt began. */
function isUnfinished({ state }: OutboxPart): boolean {
  return state === 'queued' || state === 'sending';
}

function splitFor(
  deps: ActivityDeps,
  text: string,
  { channel, recipient }: { readonly channel: string; readonly recipient: string },
): readonly string[] {
  const { maxText, textUnit, formatting } = deps.channels.capabilities(channel, recipient);
  return splitText(formatText(text, formatting), { max: maxText, unit: textUnit });
}

/** The outcome of a part that must not be sent (again). */
function settled(part: OutboxPart, refusal: BeginDelivery['refusal']): PartOutcome | undefined {
  const keep = { id: part.id, providerMessageId: null };
  if (part.state === 'sent' || part.state === 'unknown' || part.state === 'failed' || part.state === 'suppressed') {
    return { ...keep, state: part.state, error: null };
  }
  if (refusal !== null) return { ...keep, state: 'suppressed', error: refusal };
  if (part.state === 'sending' && part.resent) return { ...keep, state: 'unknown', error: 'ChannelOutcomeUnknown' };
  return undefined;
}

interface PartToSend {
  readonly part: OutboxPart;
  /** Answers to choose from stand at the end of a reply. */
  readonly isLast: boolean;
  readonly author: 'bot' | 'human';
}

function messageOf({ part, isLast, author }: PartToSend, limits: ButtonLimits): OutboundPart {
  const { key, imageUrl } = part;
  const { text, choices } =
    isLast && author === 'bot' ? offeredChoices(part.text, limits) : { text: part.text, choices: [] };
  return { text, key, author, ...(choices.length > 0 && { choices }), ...(imageUrl !== undefined && { imageUrl }) };
}

async function sendPart(
  deps: ActivityDeps,
  turn: TurnRef,
  toSend: PartToSend,
  open: () => OpenChannel,
): Promise<PartOutcome> {
  const { part } = toSend;
  try {
    const { sender, target } = open();
    const limits = sender.capabilitiesFor?.(target.recipient) ?? sender.capabilities;
    const { providerMessageId } = await sendWhole(sender, target, messageOf(toSend, limits));
    deps.faults.hit('deliver.accepted');
    return { id: part.id, state: 'sent', providerMessageId, error: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const ended = { id: part.id, providerMessageId: null, error: error.type };
    if (error instanceof ChannelOutcomeUnknown) return { ...ended, state: 'unknown' };
    if (error instanceof ChannelRefused) return { ...ended, state: 'failed', refusal: error.reason };
    if (!error.isRetryable || activityInfo().attempt >= SEND_ATTEMPTS) return { ...ended, state: 'failed' };
    // Surely not accepted: back to the queue, so that the next attempt is no resend.
    await deps.store.recordPart(turn, { ...ended, state: 'queued' });
    throw error;
  }
}

/** A picture that the provider does not take, or can't fetch, must not cost the words. */
async function sendWhole(sender: ChannelSender, target: ChannelTarget, message: OutboundPart) {
  const send = (one: OutboundPart) => withHeartbeat(() => sender.send(target, one));
  try {
    return await send(message);
  } catch (error) {
    const { imageUrl, ...words } = message;
    if (imageUrl === undefined || !(error instanceof ChannelRefused) || error.reason !== 'invalid') throw error;
    return send(words);
  }
}

function outcomeOf(parts: readonly PartOutcome[], wanted: 'answered' | 'safe_reply'): CompleteTurnInput['outcome'] {
  if (parts.some((part) => part.state === 'failed')) return 'undeliverable';
  if (parts.some((part) => part.state === 'suppressed')) return 'suppressed';
  return wanted;
}
