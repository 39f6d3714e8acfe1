import pg from 'pg';
import type { Typing } from '#domain/live/typing.ts';
import { readTyping, TYPING_CHANNEL } from './live/typing.ts';
import { PULSE_CHANNEL } from './worker-pulse.ts';

/** What a notice says: ids only, since every listener of the database hears it. */
export interface Notice {
  /** Tenant id. */
  readonly t: string;
  /** Workflow id. */
  readonly w: string;
  /** `key`: the conversation has another key from now on. */
  readonly k: 'turn' | 'step' | 'state' | 'key';
  /** Turn number; 0 for `state`. */
  readonly n: number;
}

export interface Listener {
  close(): Promise<void>;
}

const CHANNEL = 'colloquy_events';
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Listens on one connection of its own and connects again by itself. Notices sent while it was away are lost, so
 * `onGap` is called after each (re)connect: whoever waits should look at the record.
 */
export function startListening(
  url: string,
  handlers: {
    readonly onNotice: (notice: Notice) => void;
    readonly onGap: () => void;
    /** A worker of this task queue says that it lives. */
    readonly onPulse?: (taskQueue: string) => void;
    /** Somebody of the staff writes in a conversation. */
    readonly onTyping?: (typing: Typing) => void;
  },
): Listener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let pause = FIRST_PAUSE_MS;

  const again = () => {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'colloquy-listen', keepAlive: true });
    client = next;
    next.on('notification', ({ channel, payload }) => {
      if (channel === PULSE_CHANNEL) {
        handlers.onPulse?.(payload ?? '');
        return;
      }
      if (channel === TYPING_CHANNEL) {
        const typing = readTyping(payload);
        if (typing) handlers.onTyping?.(typing);
        return;
      }
      const notice = readNotice(payload);
      if (notice) handlers.onNotice(notice);
    });
    next.once('error', () => {
      void next.end().catch(() => undefined);
      again();
    });
    next.once('end', again);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}; LISTEN ${PULSE_CHANNEL}; LISTEN ${TYPING_CHANNEL}`);
      pause = FIRST_PAUSE_MS;
      handlers.onGap();
    } catch {
      void next.end().catch(() => undefined);
      again();
    }
  };

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function readNotice(payload: string | undefined): Notice | undefined {
  try {
    const value = JSON.parse(payload ?? '') as Partial<Notice> | null;
    return typeof value?.t === 'string' && typeof value.w === 'string' ? (value as Notice) : undefined;
  } catch {
    return undefined;
  }
}
