import type { Typing } from '#domain/live/typing.ts';

/** What this process hears of the whole system and its live connections may want to know. */
export interface LiveNotices {
  /** Something happened at a tenant's. */
  ring(tenantId: string): void;
  onRing(listener: (tenantId: string) => void): void;
  /** Somebody of the staff types. */
  tellTyping(typing: Typing): void;
  /** By tenant id, or by workflow id; answers how to stop. */
  subscribeTyping(key: string, listener: (typing: Typing) => void): () => void;
}

export function createLiveNotices(): LiveNotices {
  const listeners = new Map<string, Set<(typing: Typing) => void>>();
  const bells = new Set<(tenantId: string) => void>();
  return {
    ring(tenantId) {
      for (const bell of bells) bell(tenantId);
    },
    onRing: (listener) => void bells.add(listener),
    tellTyping(typing) {
      for (const key of [typing.tenantId, typing.workflowId])
        for (const listener of listeners.get(key) ?? []) listener(typing);
    },
    subscribeTyping(key, listener) {
      const own = listeners.get(key) ?? new Set();
      listeners.set(key, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(key) === own) listeners.delete(key);
      };
    },
  };
}
