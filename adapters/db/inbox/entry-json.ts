/* SQL that builds lines of the inbox as JSON. `c` is the conversation. */

const LABELS = `(SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'color', l.color) ORDER BY l.name), '[]')
  FROM conversation_labels cl JOIN labels l ON l.tenant_id = cl.tenant_id AND l.id = cl.label_id
  WHERE cl.tenant_id = c.tenant_id AND cl.conversation_id = c.id)`;

const HANDOFF = `(SELECT json_build_object('id', h.id, 'reason', h.reason, 'requestedBy', h.requested_by,
    'requestedAt', iso_utc(h.created_at), 'claimedAt', iso_utc(h.claimed_at))
  FROM handoffs h WHERE h.tenant_id = c.tenant_id AND h.conversation_id = c.id AND h.closed_at IS NULL)`;

const LAST_MESSAGE = `(SELECT json_build_object('author', m.author, 'text', left(coalesce(m.heard, m.text), 200), 'kind', m.kind,
    'at', iso_utc(m.sent_at))
  FROM messages m WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id ORDER BY m.seq DESC LIMIT 1)`;

const ASSIGNEE = `CASE WHEN c.assignee_id IS NOT NULL
  THEN json_build_object('id', c.assignee_id, 'name', coalesce(c.assignee_name, c.assignee_id)) END`;

/** Needs `p` (the contact) and `ch` (the channel) beside it. */
export const ENTRY_JSON = `json_build_object('id', c.id, 'title', c.title, 'workflowId', c.workflow_id, 'channel', ch.channel, 'stage', c.stage,
  'status', c.status, 'aiEnabled', c.ai_enabled, 'contact', json_build_object('id', p.id, 'name', p.name, 'language', p.language),
  'assignee', ${ASSIGNEE}, 'handoff', ${HANDOFF}, 'labels', ${LABELS}, 'lastMessage', ${LAST_MESSAGE},
  'messageCount', c.message_count, 'lastActivityAt', iso_utc(c.last_activity_at), 'createdAt', iso_utc(c.created_at))`;

/** The tables of a line. */
export const ENTRY_FROM = `conversations c
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id`;

/** A moment with all its microseconds, so that a cursor means exactly one place. */
export const exactly = (moment: string): string =>
  `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
