import { PRIORITIES } from '#domain/handoff/priority.ts';
import { LIMITS } from '#domain/handoff/review-handoff.ts';

/** Epoch ms of a moment, or null; what the domain reckons with. */
export const epochMs = (moment: string) => `(extract(epoch FROM ${moment}) * 1000)::float8`;

const NAMES = PRIORITIES.map((name) => `'${name}'`).join(', ');
const LIMIT_NAMES = LIMITS.map((name) => `'${name}'`).join(', ');

/** A `HandoffRecord` of handoff `h` in conversation `c` with contact `p` on channel `ch`. */
export const HANDOFF_JSON = `json_build_object('id', h.id, 'conversationId', c.id,
  'contact', json_build_object('id', p.id, 'name', p.name), 'channel', ch.channel,
  'state', CASE WHEN h.closed_at IS NOT NULL THEN 'closed' WHEN h.claimed_at IS NOT NULL THEN 'held' ELSE 'waiting' END,
  'priority', (ARRAY[${NAMES}])[h.priority + 1], 'source', h.requested_by, 'reason', h.reason,
  'summary', coalesce(h.summary, c.summary),
  'holder', CASE WHEN h.holder_id IS NOT NULL THEN json_build_object('id', h.holder_id, 'name', h.holder_name) END,
  'requestedAt', iso_utc(h.created_at), 'queuedAt', iso_utc(h.queued_at), 'claimedAt', iso_utc(h.claimed_at),
  'firstReplyAt', iso_utc(h.first_reply_at), 'closedAt', iso_utc(h.closed_at), 'closedBy', h.closed_by,
  'closedWhy', h.closed_why, 'dues', CASE WHEN h.closed_at IS NULL THEN h.dues ELSE '{}' END,
  'broken', ARRAY(SELECT l FROM unnest(ARRAY[${LIMIT_NAMES}]) l WHERE h.marks ? l),
  'rating', h.rating, 'ratedAt', iso_utc(h.rated_at))`;

export const HANDOFF_FROM = `handoffs h
JOIN conversations c ON c.tenant_id = h.tenant_id AND c.id = h.conversation_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id`;
