import type { ApiDeps } from '#api/deps.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { Product } from '#domain/product/product.ts';
import type { WidgetHistory } from '#domain/widget/history.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { streamAnswer } from '#api/http/stream-answer.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import { chatLimits } from '#api/middleware/chat-limits.ts';
import { bearerOf, visitOf } from '#api/middleware/visitor-session.ts';
import type { Visit } from '#api/middleware/visitor-session.ts';
import { changesOnly, follow, goneSignal } from './follow.ts';
import { presentBootstrap, presentMessage, presentState } from './present.ts';
import { previewPage } from './preview-page.ts';
import { bootstrapSpec, eventsSpec, historySpec, previewSpec, scriptSpec, sessionSpec } from './schema.ts';

const MOST_MESSAGES = 100;
const MOST_SHOWN = 1_000;
/** How long browsers keep the script before they ask whether it changed, s. */
const SCRIPT_SECONDS = 300;

/** The chat on a shop's own site: its looks, its visitors' sessions, what was said and what happens. */
export function widgetEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { before } = chatLimits(deps.settings.chatPerMinute);
  return [
    defineEndpoint(scriptSpec, async ({ response, request }) => {
      const { code, etag } = await deps.widget.script();
      response.set({
        'Cache-Control': `public, max-age=${SCRIPT_SECONDS}`,
        // It is there to be loaded by other sites.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Access-Control-Allow-Origin': '*',
        ETag: etag,
      });
      if (request.get('if-none-match') === etag) response.status(304).end();
      else response.type('text/javascript').send(code);
    }),
    defineEndpoint(previewSpec, async ({ query, response }) => {
      const connection = await deps.connections.find(query.tenant, 'web');
      if (connection === undefined) throw unknownTenant(query.tenant);
      response.type('html').send(previewPage(query.tenant));
    }),
    defineEndpoint(
      bootstrapSpec,
      async ({ query, response }) => {
        const connection = await deps.connections.find(query.tenant, 'web');
        if (connection === undefined) throw unknownTenant(query.tenant);
        response.set('Cache-Control', 'no-cache').json(presentBootstrap(connection));
      },
      { before },
    ),
    defineEndpoint(
      sessionSpec,
      async ({ query, request, response }) => {
        const connection = await deps.connections.find(query.tenant, 'web');
        if (connection === undefined) throw unknownTenant(query.tenant);
        const { sessions } = deps.widget;
        const known = sessions.visitorOf(connection.tenant.id, bearerOf(request) ?? '');
        const { token, visitorId, expiresAt } = sessions.issue(connection.tenant.id, known);
        response.set('Cache-Control', 'no-store').json({ token, visitor_id: visitorId, expires_at: expiresAt });
      },
      { before },
    ),
    defineEndpoint(
      historySpec,
      async ({ query, request, response }) => {
        const visit = await visitOf(deps, request, query.tenant);
        const history = await readAfter(deps, visit, query.after);
        const messages = await presentMessages(deps, visit, history);
        response.set('Cache-Control', 'no-store').json({ ...presentState(history), messages });
      },
      { before },
    ),
    defineEndpoint(
      eventsSpec,
      async ({ query, request, response }) => {
        const visit = await visitOf(deps, request, query.tenant);
        const ends = AbortSignal.any([goneSignal(response), deps.closing]);
        await streamAnswer(deps, response, async (events) => {
          const tellState = changesOnly(events);
          const workflowId = workflowOf(deps, visit);
          let { after } = query;
          const unsubscribe = deps.live.notices.subscribeTyping(workflowId, ({ isHeld }) => {
            if (isHeld) events.send('typing', {});
          });
          ends.addEventListener('abort', unsubscribe, { once: true });
          await follow(
            {
              notices: deps.widget.notices,
              workflowId,
              read: () => readAfter(deps, visit, after),
              async tell(history) {
                for (const message of await presentMessages(deps, visit, history)) {
                  events.send('message', message);
                  after = message.seq;
                }
                tellState('state', presentState(history));
              },
            },
            ends,
          );
        });
      },
      { before },
    ),
  ];
}

function readAfter(deps: ApiDeps, visit: Visit, after: number) {
  const { tenant } = visit.connection;
  return deps.widget.history(tenant.id, workflowOf(deps, visit), { after, limit: MOST_MESSAGES });
}

function workflowOf(deps: ApiDeps, { connection, visitorId }: Visit): string {
  return workflowIdOf(deps.gateway.addressOf(connection, visitorId));
}

/** A larger shop's bot looks its products up: what it found stands in its receipts. */
async function shownProducts(deps: ApiDeps, { tenant }: Visit['connection']): Promise<readonly Product[]> {
  const { items } = await deps.records.listCatalogue(tenant, { limit: MOST_SHOWN, after: null });
  return items;
}

async function presentMessages(deps: ApiDeps, { connection }: Visit, history: WidgetHistory | undefined) {
  const messages = history?.messages ?? [];
  const namesProducts = messages.some(({ author }) => author === 'bot');
  // Cards are an adornment: the messages come without them when the shop can't be read.
  const catalogue = namesProducts ? await shownProducts(deps, connection).catch(() => []) : [];
  return messages.map((message) => presentMessage(message, catalogue));
}
