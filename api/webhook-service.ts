import type { SubjectBook } from '#domain/webhook/subject-book.ts';
import type { WebhookBook } from '#domain/webhook/webhook-book.ts';
import type { StartWebhooks } from '#domain/webhook/webhook-delivery.ts';
import type { WebhookOutbox } from '#domain/webhook/webhook-outbox.ts';

/** What outgoing webhooks need. Built in `server.ts`. */
export interface WebhookService {
  readonly book: WebhookBook;
  readonly outbox: WebhookOutbox;
  readonly subjects: SubjectBook;
  readonly start: StartWebhooks;
  /** @throws FetchRefused when nothing may be sent there */
  readonly checkAddress: (url: string) => void;
}
