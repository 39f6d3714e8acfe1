import type { z } from 'zod';
import type { WebhookDelivery } from '#domain/webhook/webhook-delivery.ts';
import type { WebhookEndpoint } from '#domain/webhook/webhook-endpoint.ts';
import type { deliveryView, endpointView } from './schema.ts';

export function presentEndpoint(endpoint: WebhookEndpoint): z.infer<typeof endpointView> {
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    types: [...endpoint.types],
    status: endpoint.status,
    failing_since: endpoint.failingSince,
    last_error: endpoint.lastError,
    last_success_at: endpoint.lastSuccessAt,
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  };
}

export function presentDelivery(delivery: WebhookDelivery): z.infer<typeof deliveryView> {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    event_id: delivery.eventId,
    type: delivery.type,
    status: delivery.status,
    attempts: delivery.attempts,
    due_at: delivery.dueAt,
    response_status: delivery.responseStatus,
    error: delivery.error,
    created_at: delivery.createdAt,
    delivered_at: delivery.deliveredAt,
  };
}
