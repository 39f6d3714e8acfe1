/** What the fake Telegram does instead of answering as usual. */
export interface TelegramFault {
  /**
   * `rate_limit`, `blocked`, `deactivated`, `chat_not_found`, `unauthorized`: refused with Telegram's words.
   * `error`: HTTP 500 with Telegram's JSON. `gateway`: 502 with HTML. `slow`: works after `delayMs`.
   * `cut`: the message is accepted, then the connection is cut. `drop`: cut before anything is accepted.
   * `half`: accepted, and the answer breaks off in its middle.
   */
  readonly kind:
    | 'rate_limit'
    | 'blocked'
    | 'deactivated'
    | 'chat_not_found'
    | 'unauthorized'
    | 'error'
    | 'gateway'
    | 'slow'
    | 'cut'
    | 'drop'
    | 'half';
  /** Only for this method (default `sendMessage`). */
  readonly method?: string;
  /** Only for this chat (default: all). */
  readonly chatId?: string;
  /** Lets so many fitting calls pass first (default 0). */
  readonly after?: number;
  /** How often (default 1). */
  readonly times?: number;
  /** Seconds, for `rate_limit` (default 1). */
  readonly retryAfter?: number;
  /** For `slow` (default 1000). */
  readonly delayMs?: number;
}

/** The faults that are still due. */
export interface FaultPlan {
  add(fault: TelegramFault): void;
  /** Takes the first fault that fits this call, once. */
  take(method: string, chatId: string): TelegramFault | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let due: { fault: TelegramFault; passing: number; left: number }[] = [];
  return {
    add(fault) {
      due.push({ fault, passing: fault.after ?? 0, left: fault.times ?? 1 });
    },
    take(method, chatId) {
      if (due.length === 0) return undefined;
      const found = due.find(
        ({ fault }) =>
          (fault.method ?? 'sendMessage') === method && (fault.chatId === undefined || fault.chatId === chatId),
      );
      if (found === undefined) return undefined;
      if (found.passing > 0) {
        found.passing -= 1;
        return undefined;
      }
      found.left -= 1;
      due = due.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear() {
      due = [];
    },
  };
}
