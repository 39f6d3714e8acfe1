import type { FeedFact } from '#domain/live/feed-event.ts';
import { NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { presentBooking } from '#api/routes/bookings/present.ts';
import { presentHandoff } from '#api/routes/handoff/present.ts';
import { presentEntry } from '#api/routes/inbox/present.ts';
import { presentLead } from '#api/routes/leads/present.ts';
import { presentOrder } from '#api/routes/orders/present.ts';
import { presentPayment } from '#api/routes/payments/present.ts';
import { presentMessage } from '#api/routes/thread/present.ts';
import { presentEndpoint } from '#api/routes/webhook-endpoints/present.ts';
import type { SubjectBook } from '#domain/webhook/subject-book.ts';

/** What a fact is about, as the API shows it now; undefined when it is not there any more. */
export type PresentSubject = (tenantId: string, fact: FeedFact) => Promise<object | undefined>;

type Parts = Pick<ApiDeps, 'inbox' | 'orders' | 'bookings' | 'payments' | 'handoffs'> & {
  readonly subjects: SubjectBook;
  readonly endpoints: ApiDeps['webhooks']['book'];
};

type Present = (tenantId: string, id: string) => Promise<object | undefined>;

export function createPresentSubject(parts: Parts): PresentSubject {
  const { inbox, subjects } = parts;
  const kinds: Readonly<Record<string, Present>> = {
    async message(tenantId, id) {
      const place = await subjects.placeOfMessage(tenantId, id);
      if (place === undefined) return undefined;
      const page = { limit: 1, after: [String(place.seq - 1)] };
      const [message] = (await inbox.thread(tenantId, place.conversationId, 'oldest', page)).items;
      return message && presentMessage(place.conversationId, message);
    },
    async conversation(tenantId, id) {
      const { contact, ...entry } = await inbox.detail(tenantId, id);
      return presentEntry({ ...entry, contact: { id: contact.id, name: contact.name, language: contact.language } });
    },
    async handoff(tenantId, id) {
      const handoff = await parts.handoffs.find(tenantId, id);
      return handoff && presentHandoff(handoff);
    },
    order: async (tenantId, id) => presentOrder((await parts.orders.read(tenantId, id)).order),
    async booking(tenantId, id) {
      const { records } = parts.bookings;
      return presentBooking(await records.getBooking(tenantId, id), await records.timeZone(tenantId));
    },
    async payment(tenantId, id) {
      const payment = await parts.payments.store.find(tenantId, id);
      return payment && presentPayment(payment);
    },
    async lead(tenantId, id) {
      const lead = await subjects.lead(tenantId, id);
      return lead && presentLead(lead);
    },
    note: (tenantId, id) => subjects.note(tenantId, id),
    webhook: async (tenantId, id) => presentEndpoint(await parts.endpoints.read(tenantId, id)),
  };
  return async (tenantId, { subject }) => {
    try {
      return subject === null ? undefined : await kinds[subject.kind]?.(tenantId, subject.id);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  };
}
