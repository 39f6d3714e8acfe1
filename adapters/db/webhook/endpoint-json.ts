/** An endpoint `e`, without its secret. */
export const ENDPOINT_JSON = `json_build_object('id', e.id, 'url', e.url, 'description', e.description, 'types', e.types,
  'status', e.status, 'failingSince', iso_utc(e.failing_since), 'lastError', e.last_error,
  'lastSuccessAt', iso_utc(e.last_success_at), 'createdAt', iso_utc(e.created_at), 'updatedAt', iso_utc(e.updated_at))`;

/** A delivery `d`, without its body. */
export const DELIVERY_JSON = `json_build_object('id', d.id, 'endpointId', d.endpoint_id, 'eventId', d.event_id, 'type', d.type,
  'status', d.status, 'attempts', d.attempts, 'dueAt', CASE d.status WHEN 'pending' THEN iso_utc(d.due_at) END,
  'responseStatus', d.response_status, 'error', d.error, 'createdAt', iso_utc(d.created_at),
  'deliveredAt', iso_utc(d.delivered_at))`;

/** What a secret is sealed for. */
export function secretPlace(tenantId: string, endpointId: string): string {
  return `webhook-secret:${tenantId}:${endpointId}`;
}
