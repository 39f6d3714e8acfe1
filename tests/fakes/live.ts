import pino from 'pino';
import { createLiveDesk } from '#api/realtime/live/live-desk.ts';
import type { LiveDesk } from '#api/realtime/live/live-desk.ts';
import { createLiveNotices } from '#api/realtime/live/live-notices.ts';
import type { LiveParts } from '#api/realtime/live/live-parts.ts';
import { NotFound } from '#domain/errors.ts';

/** A feed in which nothing ever happens, and nobody is there. */
export function fakeLiveParts(): LiveParts {
  const place = { seen: '1:1:', part: null };
  return {
    feed: {
      end: async () => place,
      read: async () => ({ facts: [], place, more: false }),
      news: async () => [],
      prune: async () => 0,
    },
    cursors: { write: () => 'start', read: () => place },
    presence: { seen: async () => undefined, left: async () => undefined, list: async () => [] },
    sayTyping: async () => undefined,
    notices: createLiveNotices(),
    limits: { perProcess: 10, perTenant: 10 },
  };
}

export function fakeLive(parts: LiveParts = fakeLiveParts()): LiveDesk {
  return createLiveDesk(parts, {
    log: pino({ level: 'silent' }),
    publicUrl: 'https://colloquy.example',
    identify: async () => undefined,
    counted: () => undefined,
    tenantOf: async () => Promise.reject(new NotFound('there is no tenant')),
  });
}
