import { activityInfo, Context } from '@temporalio/activity';
import type { ActivityDeps, OpenChannel } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';
import { DomainError } from '#domain/errors.ts';
import { MediaRefused, MediaUnavailable } from '#domain/media/errors.ts';
import { isSpoken } from '#domain/media/media.ts';
import type { MediaOutcome } from '#domain/media/media.ts';
import type { PendingMedia } from '#domain/media/media-store.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import { hearVoice } from './hear-voice.ts';
import { keepMedia } from './keep-media.ts';

/** One attempt; the workflow's own limit, over all attempts, is above it. */
const ATTEMPT_MS = 14_000;
/** After so many attempts a file counts as not to be had. */
export const MEDIA_ATTEMPTS = 3;
/** More files of one turn stay where they are. */
const MOST_FILES = 20;
const AT_ONCE = 3;

export interface FetchMediaInput {
  readonly turn: TurnRef;
}

/** For operations staff; nothing in it is the customer's. */
export interface FetchedMedia {
  readonly stored: number;
  readonly heard: number;
  readonly refused: number;
}

/** Calls over the network to where customers' files are. */
export interface MediaActivities {
  fetchMedia(input: FetchMediaInput): Promise<FetchedMedia>;
}

/**
 * Downloads the files of a turn's messages into the storage and writes down what became of each. A file is settled once: a
 * retry takes up the others.
 * @throws MediaUnavailable when some may come the next time
 */
export function createFetchMedia(deps: ActivityDeps): MediaActivities['fetchMedia'] {
  return async ({ turn }) =>
    withHeartbeat(async () => {
      const due = Date.now() + ATTEMPT_MS;
      const pending = await deps.media.store.pending(turn);
      const counted = { stored: 0, heard: 0, refused: 0 };
      if (pending === null) return counted;
      const channel = deps.channels.open(pending.from);
      if (channel.media === undefined) return counted;
      const files = pending.files.slice(0, MOST_FILES);
      const retried: unknown[] = [];
      await inLanes(AT_ONCE, files, async (file) => {
        const outcome = await settle(deps, channel, turn, file, due).catch((error: unknown) => {
          retried.push(error);
        });
        if (outcome === undefined) return;
        if ('trouble' in outcome) counted.refused += 1;
        else counted.stored += 1;
        if ('words' in outcome) counted.heard += 1;
      });
      if (retried.length > 0) throw retried[0];
      return counted;
    });
}

async function settle(
  deps: ActivityDeps,
  channel: OpenChannel,
  turn: TurnRef,
  file: PendingMedia,
  due: number,
): Promise<MediaOutcome> {
  const outcome = await outcomeOf(deps, channel, turn, file, due);
  deps.faults.hit('media.stored');
  await deps.media.store.settle(turn.tenantId, file, outcome);
  deps.faults.hit('media.settled');
  return outcome;
}

async function outcomeOf(
  deps: ActivityDeps,
  channel: OpenChannel,
  turn: TurnRef,
  file: PendingMedia,
  due: number,
): Promise<MediaOutcome> {
  const isLast = activityInfo().attempt >= MEDIA_ATTEMPTS;
  const { log } = Context.current();
  const { kind } = file.attachment;
  try {
    const stored = await keepMedia(deps.media, channel, turn, file, due - Date.now());
    if (!isSpoken(kind) || deps.media.transcriber === undefined) return { stored };
    const words = await hearVoice(deps.media, stored, { leftMs: due - Date.now(), isLast });
    return words === '' ? { stored } : { stored, words };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error instanceof MediaRefused) {
      log.info('file of a customer not kept', { kind, trouble: error.trouble, reason: error.message });
      return { trouble: error.trouble };
    }
    if (!(error instanceof MediaUnavailable) || !isLast) throw error;
    log.warn('file of a customer not to be had', { kind, reason: error.message });
    return { trouble: 'unavailable' };
  }
}

/** Works through a list, some at a time. */
async function inLanes<T>(lanes: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
