import type { Page, PageRequest } from '#domain/page.ts';
import type { DeliveryStatus, WebhookBatch, WebhookDelivery } from './webhook-delivery.ts';
import type { NewWebhookEndpoint, WebhookEndpoint } from './webhook-endpoint.ts';

/** An endpoint with the secret that was made for it just now. */
export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpoint;
  /** `whsec_…` */
  readonly secret: string;
}

/** Endpoints and deliveries for staff. Throws NotFound for ids that name nothing of the tenant. */
export interface WebhookBook {
  list(tenantId: string): Promise<readonly WebhookEndpoint[]>;
  read(tenantId: string, id: string): Promise<WebhookEndpoint>;
  /** `id` is the caller's: the same id again answers the endpoint it made, with its secret. @throws Conflict when there are too many */
  create(tenantId: string, id: string, endpoint: NewWebhookEndpoint): Promise<EndpointWithSecret>;
  /** `active` also takes back that we disabled it. */
  change(
    tenantId: string,
    id: string,
    changes: Partial<NewWebhookEndpoint> & { readonly status?: 'active' | 'off' },
  ): Promise<WebhookEndpoint>;
  remove(tenantId: string, id: string): Promise<void>;
  /** A new secret; for a day everything is signed with the old one as well. */
  rotate(tenantId: string, id: string): Promise<EndpointWithSecret>;
  /** The newest first. */
  deliveries(
    tenantId: string,
    endpointId: string,
    filter: { readonly status?: DeliveryStatus | undefined },
    page: PageRequest,
  ): Promise<Page<WebhookDelivery>>;
  delivery(tenantId: string, endpointId: string, id: string): Promise<WebhookDelivery & { readonly payload: string }>;
  /** Makes one delivery pending again, with all its tries. */
  replay(tenantId: string, endpointId: string, id: string): Promise<WebhookBatch>;
  /** The same for all dead ones since then; null = there are none. */
  replayDead(
    tenantId: string,
    endpointId: string,
    since: string,
  ): Promise<(WebhookBatch & { readonly count: number }) | null>;
  /** A fact `webhook.test` for this endpoint alone. */
  sendTest(tenantId: string, endpointId: string): Promise<WebhookBatch>;
}
