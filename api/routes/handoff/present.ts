import type { HandoffRecord } from '#domain/handoff/handoff-book.ts';

/** A handoff as the API shows it. */
export function presentHandoff(handoff: HandoffRecord) {
  const { dues } = handoff;
  return {
    id: handoff.id,
    conversation_id: handoff.conversationId,
    contact: handoff.contact,
    channel: handoff.channel,
    state: handoff.state,
    priority: handoff.priority,
    source: handoff.source,
    reason: handoff.reason,
    summary: handoff.summary,
    holder: handoff.holder,
    requested_at: handoff.requestedAt,
    queued_at: handoff.queuedAt,
    claimed_at: handoff.claimedAt,
    first_reply_at: handoff.firstReplyAt,
    closed_at: handoff.closedAt,
    closed_by: handoff.closedBy,
    closed_why: handoff.closedWhy,
    due: {
      unclaimed: iso(dues.unclaimed),
      first_response: iso(dues.firstResponse),
      next_response: iso(dues.nextResponse),
      resolution: iso(dues.resolution),
      assignee_silent: iso(dues.assigneeSilent),
    },
    broken: handoff.broken,
    rating: handoff.rating,
    rated_at: handoff.ratedAt,
  };
}

function iso(moment: number | null | undefined): string | null {
  return moment === null || moment === undefined ? null : new Date(moment).toISOString();
}
