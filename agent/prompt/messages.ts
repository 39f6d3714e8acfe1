import type { TranscriptMessage } from '#domain/conversation/transcript.ts';
import { NUDGE_KIND } from '#domain/follow-up/nudge-note.ts';
import type { ModelImage, ModelMessage, ModelToolCall } from '#domain/ports.ts';
import type { DraftContext } from '#domain/store.ts';
import type { Receipt } from '#domain/turn/receipt.ts';
import type { TurnStep } from '#domain/turn/step.ts';
import { clip, dataLine, neutralise } from './blocks.ts';

const LONGEST_PAST = 2_000;
const LONGEST_NOW = 8_192;
const LONGEST_RESULT = 16_000;

type Pictures = ReadonlyMap<string, ModelImage>;
const NO_PICTURES: Pictures = new Map();

/**
 * History, then this turn: each message before the model calls that were made after it came. `pictures` are those that
 * the model is shown, by storage key.
 */
export function promptMessages(context: DraftContext, pictures: Pictures = NO_PICTURES): ModelMessage[] {
  // A follow-up that was asked for before is answered, or was dropped.
  const past = context.history.filter((message) => message.kind !== NUDGE_KIND);
  const messages = past.flatMap((message) => spoken(message, LONGEST_PAST, pictures));
  const steps = shownSteps(context);
  const waiting = context.turnMessages.toSorted(
    (left, right) => left.afterStep - right.afterStep || left.seq - right.seq,
  );
  for (const step of steps) {
    while (waiting[0] && waiting[0].afterStep < step.step)
      messages.push(...spoken(waiting.shift(), LONGEST_NOW, pictures));
    messages.push(...stepMessages(step, context));
  }
  return [...messages, ...waiting.flatMap((message) => spoken(message, LONGEST_NOW, pictures))];
}

function spoken(message: TranscriptMessage | undefined, limit: number, pictures: Pictures): ModelMessage[] {
  if (!message) return [];
  const text = clip(neutralise(message.text), limit);
  switch (message.author) {
    case 'customer':
      return [{ role: 'user', text: text.trim() === '' ? unread(message.kind) : text, ...seen(message, pictures) }];
    case 'bot':
      return text.trim() === '' ? [] : [{ role: 'assistant', text }];
    case 'human':
      return text.trim() === '' ? [] : [{ role: 'assistant', text: `[colleague] ${text}` }];
    case 'system':
      return message.kind === 'event' || message.kind === NUDGE_KIND
        ? [{ role: 'user', text: `<event>\n${text}\n</event>` }]
        : [];
  }
}

function seen({ pictures: kept = [] }: TranscriptMessage, pictures: Pictures): { images?: readonly ModelImage[] } {
  const images = kept.map(({ key }) => pictures.get(key)).filter((image) => image !== undefined);
  return images.length > 0 ? { images } : {};
}

/** What cannot be read is recorded as a bracketed word already (`[voice]`); a provider still rejects an empty message. */
function unread(kind: string): string {
  return kind === 'start' ? '/start' : '[unreadable]';
}

/**
 * A call without a receipt was cut off and its whole step is asked for again. A rejected draft matters until the
 * customer writes again: what comes next answers them, not the correction.
 */
function shownSteps(context: DraftContext): TurnStep[] {
  const newest = Math.max(...context.turnMessages.map((message) => message.afterStep));
  return context.steps
    .filter((step) => {
      if (step.kind === 'tools') return step.toolCalls.every((call) => receiptOf(step, call, context) !== undefined);
      return step.kind === 'violation' && step.step > newest;
    })
    .toSorted((left, right) => left.step - right.step);
}

function receiptOf(step: TurnStep, call: ModelToolCall, context: DraftContext): Receipt | undefined {
  const turn = context.turnMessages.at(-1)?.turn;
  return context.receipts.find(
    (receipt) =>
      receipt.step === step.step && receipt.callId === call.id && (turn === undefined || receipt.turn === turn),
  );
}

function stepMessages(step: TurnStep, context: DraftContext): ModelMessage[] {
  if (step.kind === 'violation') {
    return [
      { role: 'assistant', text: step.text },
      { role: 'user', text: `<correction>\n${step.violations.join('\n')}\n</correction>` },
    ];
  }
  const calls = [...new Map(step.toolCalls.map((call) => [call.id, call])).values()];
  const results = calls.flatMap((call): ModelMessage[] => {
    const receipt = receiptOf(step, call, context);
    if (!receipt) return [];
    const result = clip(dataLine(receipt.result.data), LONGEST_RESULT);
    return [{ role: 'tool', callId: call.id, name: call.name, result, isError: !receipt.result.ok }];
  });
  return [{ role: 'assistant', text: step.text, toolCalls: calls }, ...results];
}
