import type { z } from 'zod';
import type { ContactCard } from '#domain/contact/contact-book.ts';
import type { contactView } from './schema.ts';

export function presentContact(contact: ContactCard): z.infer<typeof contactView> {
  return {
    id: contact.id,
    name: contact.name,
    address: contact.address,
    language: contact.language,
    notes: contact.notes,
    time_zone: contact.timeZone,
    opted_out_at: contact.optedOutAt,
    marketing_opted_out_at: contact.marketingOptedOutAt,
    identities: contact.identities.map(({ channel, name, blockedAt }) => ({ channel, name, blocked_at: blockedAt })),
    order_count: contact.orders,
    booking_count: contact.bookings,
    created_at: contact.createdAt,
    updated_at: contact.updatedAt,
  };
}
