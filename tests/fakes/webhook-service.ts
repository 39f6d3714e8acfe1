import type { WebhookService } from '#api/webhook-service.ts';
import { NotFound } from '#domain/errors.ts';

const missing = () => Promise.reject(new NotFound('there is no webhook endpoint'));

/** A shop without endpoints. */
export function fakeWebhooks(): WebhookService {
  return {
    book: {
      list: async () => [],
      read: missing,
      create: missing,
      change: missing,
      remove: missing,
      rotate: missing,
      deliveries: missing,
      delivery: missing,
      replay: missing,
      replayDead: missing,
      sendTest: missing,
    },
    outbox: {
      backlog: async () => [],
      lease: async () => undefined,
      put: async () => [],
      release: async () => undefined,
    },
    subjects: { placeOfMessage: async () => undefined, lead: async () => undefined, note: async () => undefined },
    start: async () => undefined,
    checkAddress: () => undefined,
  };
}
