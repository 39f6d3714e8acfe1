import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import type { ApiDeps } from './deps.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { serveDashboard } from '#api/dashboard/serve-dashboard.ts';
import { mountEndpoints } from '#api/http/mount.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { auditTrail } from '#api/middleware/audit-trail.ts';
import { authenticate } from '#api/middleware/authenticate.ts';
import { idempotency } from '#api/middleware/idempotency.ts';
import { onError } from '#api/middleware/on-error.ts';
import { WIDGET_PATHS, widgetOrigins } from '#api/middleware/widget-origins.ts';
import { requestContext } from '#api/middleware/request-context.ts';
import { apiKeyEndpoints } from '#api/routes/api-keys/route.ts';
import { auditLogEndpoints } from '#api/routes/audit-log/route.ts';
import { authEndpoints } from '#api/routes/auth/route.ts';
import { bookingEndpoints } from '#api/routes/bookings/route.ts';
import { cannedReplyEndpoints } from '#api/routes/canned-replies/route.ts';
import { catalogEndpoints } from '#api/routes/catalog/route.ts';
import { channelEndpoints } from '#api/routes/channels/route.ts';
import { catalogSourceEndpoints } from '#api/routes/catalog/source-route.ts';
import { chatEndpoints } from '#api/routes/chat/route.ts';
import { contactEndpoints } from '#api/routes/contacts/route.ts';
import { conversationEndpoints } from '#api/routes/conversations/route.ts';
import { withDocumentation } from '#api/routes/docs/route.ts';
import { openApiDocument } from '#api/openapi/document.ts';
import { handoffQueueEndpoints } from '#api/routes/handoff/queue-route.ts';
import { handoffEndpoints } from '#api/routes/handoff/route.ts';
import { agentEndpoints } from '#api/routes/agents/route.ts';
import { promptEndpoints } from '#api/routes/prompts/route.ts';
import { databaseEndpoints } from '#api/routes/database/route.ts';
import { healthEndpoints } from '#api/routes/health/route.ts';
import { inboxEndpoints } from '#api/routes/inbox/route.ts';
import { knowledgeEndpoints } from '#api/routes/knowledge/route.ts';
import { labelEndpoints } from '#api/routes/labels/route.ts';
import { leadEndpoints } from '#api/routes/leads/route.ts';
import { libraryEndpoints } from '#api/routes/library/route.ts';
import { liveEndpoints } from '#api/routes/live/route.ts';
import { CODEC_PATH, codecOrigin } from '#api/middleware/codec-origin.ts';
import { codecEndpoints } from '#api/routes/codec/route.ts';
import { mediaEndpoints } from '#api/routes/media/route.ts';
import { operationEndpoints } from '#api/routes/operations/route.ts';
import { privacyEndpoints } from '#api/routes/privacy/route.ts';
import { orderEndpoints } from '#api/routes/orders/route.ts';
import { paymentAccountEndpoints } from '#api/routes/payment-account/route.ts';
import { paymentWebhookEndpoints } from '#api/routes/payment-webhooks/route.ts';
import { paymentEndpoints } from '#api/routes/payments/route.ts';
import { planEndpoints } from '#api/routes/plans/route.ts';
import { widgetEndpoints } from '#api/routes/widget/route.ts';
import { widgetSettingsEndpoints } from '#api/routes/widget/settings-route.ts';
import { searchEndpoints } from '#api/routes/search/route.ts';
import { settingsEndpoints } from '#api/routes/settings/route.ts';
import { threadEndpoints } from '#api/routes/thread/route.ts';
import { vectorEndpoints } from '#api/routes/vector/route.ts';
import { productEndpoints } from '#api/routes/products/route.ts';
import { resourceEndpoints } from '#api/routes/resources/route.ts';
import { tenantEndpoints } from '#api/routes/tenants/route.ts';
import { usageEndpoints } from '#api/routes/usage/route.ts';
import { userEndpoints } from '#api/routes/users/route.ts';
import { webhookEndpointEndpoints } from '#api/routes/webhook-endpoints/route.ts';
import { webhookEndpoints } from '#api/routes/webhooks/route.ts';

/** Helmet's own policy; made once, where helmet would make it anew for each answer. */
const CONTENT_POLICY = Object.entries(helmet.contentSecurityPolicy.getDefaultDirectives())
  .map(([name, values]) => [name, ...values].join(' '))
  .join(';');

/** The HTTP application: no listening, no environment; everything comes in through `deps`. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.settings.trustedProxies);
  app.set('query parser', 'simple');
  app.use(requestContext(deps.log, deps.metrics, deps.clock));
  app.use((_request, response, next) => {
    // Clients that keep connections open move to another process before this one ends.
    if (deps.readiness.draining) response.set('Connection', 'close');
    next();
  });
  app.use(helmet({ contentSecurityPolicy: false }));
  app.use((_request, response, next) => {
    response.set('Content-Security-Policy', CONTENT_POLICY);
    next();
  });
  app.use([...WIDGET_PATHS], widgetOrigins(deps));
  app.use(CODEC_PATH, codecOrigin(deps.settings.temporalUi.url));
  const endpoints = withDocumentation(allEndpoints(deps), deps.settings.publicUrl);
  mountEndpoints(app, endpoints, {
    authenticate: authenticate(deps),
    audit: auditTrail(deps),
    once: idempotency(deps),
  });
  app.use(serveDashboard(deps.dashboard));
  app.use((request) => {
    throw new HttpProblem(404, 'RouteNotFound', `There is nothing at ${request.path.slice(0, 200)}.`);
  });
  app.use(onError(deps.log));
  return app;
}

/** The OpenAPI document; no handler of it is called. */
export function documentOf(deps: ApiDeps): ReturnType<typeof openApiDocument> {
  return openApiDocument(withDocumentation(allEndpoints(deps), ''), '');
}

function allEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    // First, since routes are matched one after the other and nothing is called as often. Stripe's address before that of
    // any channel.
    ...paymentWebhookEndpoints(deps),
    ...webhookEndpoints(deps),
    ...authEndpoints(deps),
    ...userEndpoints(deps),
    ...apiKeyEndpoints(deps),
    ...auditLogEndpoints(deps),
    ...promptEndpoints(deps),
    ...agentEndpoints(deps),
    ...tenantEndpoints(deps),
    ...chatEndpoints(deps),
    ...catalogEndpoints(deps),
    ...catalogSourceEndpoints(deps),
    ...productEndpoints(deps),
    ...channelEndpoints(deps),
    ...orderEndpoints(deps),
    ...inboxEndpoints(deps),
    ...threadEndpoints(deps),
    ...usageEndpoints(deps),
    ...searchEndpoints(deps),
    ...settingsEndpoints(deps),
    ...labelEndpoints(deps),
    ...cannedReplyEndpoints(deps),
    ...contactEndpoints(deps),
    ...conversationEndpoints(deps),
    ...mediaEndpoints(deps),
    ...privacyEndpoints(deps),
    ...operationEndpoints(deps),
    ...codecEndpoints(deps),
    ...handoffQueueEndpoints(deps),
    ...handoffEndpoints(deps),
    ...bookingEndpoints(deps),
    ...resourceEndpoints(deps),
    ...knowledgeEndpoints(deps),
    ...paymentEndpoints(deps),
    ...planEndpoints(deps),
    ...paymentAccountEndpoints(deps),
    ...libraryEndpoints(deps),
    ...leadEndpoints(deps),
    ...liveEndpoints(deps),
    ...webhookEndpointEndpoints(deps),
    ...vectorEndpoints(deps),
    ...widgetEndpoints(deps),
    ...widgetSettingsEndpoints(deps),
    ...databaseEndpoints(deps),
    ...healthEndpoints(deps),
  ];
}
