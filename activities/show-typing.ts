import { Context } from '@temporalio/activity';
import type { DraftContext } from '#domain/store.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { ActivityDeps } from './deps.ts';

/** Turns whose last indicator is remembered; far more than a worker drafts for at once. */
const REMEMBERED = 5_000;

/**
 * Tells the customer's app that the shop is writing, unless it still shows so from an earlier model call of the turn.
 * Best effort and not awaited: a slow channel must not delay the reply.
 */
export function createShowTyping({ channels, clock }: Pick<ActivityDeps, 'channels' | 'clock'>) {
  const shownUntil = new Map<string, number>();
  return function showTyping(turn: TurnRef, { delivery }: DraftContext): void {
    if (delivery.sealedCredentials === null) return;
    const { typingMs } = channels.capabilities(delivery.channel, delivery.recipient);
    // A reply ends what the app shows: the next turn begins anew.
    const key = `${turn.conversationId}/${turn.turn}`;
    const now = clock().getTime();
    if (typingMs === 0 || now < (shownUntil.get(key) ?? 0)) return;
    // Put last, so that the first is the one forgotten.
    shownUntil.delete(key);
    shownUntil.set(key, now + typingMs);
    if (shownUntil.size > REMEMBERED) shownUntil.delete(shownUntil.keys().next().value ?? '');
    const { log } = Context.current();
    try {
      const { sender, target } = channels.open(delivery);
      sender.typing(target).catch(() => log.debug('typing indicator not shown'));
    } catch {
      log.debug('typing indicator not shown: channel not usable');
    }
  };
}
