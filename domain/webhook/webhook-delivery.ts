/** `dead`: given up; it can be sent again by hand. */
export type DeliveryStatus = 'pending' | 'delivered' | 'dead';

/** One fact on its way to one endpoint. Times are ISO 8601 UTC. */
export interface WebhookDelivery {
  readonly id: string;
  readonly endpointId: string;
  /** The `webhook-id`: the fact's, at every endpoint and at every try. */
  readonly eventId: string;
  readonly type: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** When it is tried next; null when it has ended. */
  readonly dueAt: string | null;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
}

/** Some deliveries that one workflow carries out. */
export interface WebhookBatch {
  readonly tenantId: string;
  readonly batch: string;
}

/** Has a batch carried out; one that is under way already goes on. @throws when Temporal is away */
export type StartWebhooks = (batch: WebhookBatch) => Promise<void>;
