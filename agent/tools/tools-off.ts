import type { DraftContext } from '#domain/store.ts';
import { SEARCH_KNOWLEDGE } from './search-knowledge.ts';

/** Tools of bookings: of no use where nothing can be booked, and each costs tokens in every call. */
const BOOKING_TOOLS = [
  'check_availability',
  'create_booking',
  'get_customer_bookings',
  'reschedule_booking',
  'cancel_booking',
];

const PAYMENT_TOOLS = ['create_payment_link', 'get_payment_status'];

/** Names of the tools that the model is not offered in this conversation. */
export function toolsOff(
  { tenant, resources }: Pick<DraftContext, 'tenant' | 'resources'>,
  platform: { readonly payments: boolean },
): readonly string[] {
  const nothingToBook = resources === undefined || resources.length === 0;
  const nothingToRead = (tenant.knowledge ?? []).length === 0;
  return [
    ...tenant.disabledTools,
    ...(nothingToBook ? BOOKING_TOOLS : []),
    ...(tenant.promotions.some((offer) => offer.discount) ? [] : ['apply_promo']),
    ...(platform.payments ? [] : PAYMENT_TOOLS),
    ...(nothingToRead ? [SEARCH_KNOWLEDGE] : []),
  ];
}
