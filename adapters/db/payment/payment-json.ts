/** SQL that builds a `Payment` of the row `p`. */
export const PAYMENT_JSON = `json_build_object('id', p.id, 'subject', p.subject, 'subjectId', p.subject_id, 'number', p.number,
  'description', p.description, 'conversationId', p.conversation_id, 'contactId', p.contact_id,
  'amountMinor', p.amount_minor, 'refundedMinor', p.refunded_minor, 'currency', p.currency, 'status', p.status,
  'interval', p.period, 'url', p.url, 'sessionId', p.session_id, 'intentId', p.intent_id, 'accountId', p.account_id,
  'expiresAt', iso_utc(p.expires_at), 'nudgedAt', iso_utc(p.nudged_at), 'paidAt', iso_utc(p.paid_at),
  'disputedAt', iso_utc(p.disputed_at), 'createdAt', iso_utc(p.created_at))`;

/** SQL that builds a `Refund` of the row `r` of the payment `p`. */
export const REFUND_JSON = `json_build_object('id', r.id, 'paymentId', r.payment_id, 'amountMinor', r.amount_minor,
  'currency', p.currency, 'status', r.status, 'createdAt', iso_utc(r.created_at))`;
