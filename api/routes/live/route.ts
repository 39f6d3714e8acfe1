import type { Request, Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { streamAnswer } from '#api/http/stream-answer.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf, tokenOf } from '#api/middleware/authenticate.ts';
import { streamMember } from '#api/realtime/live/stream-member.ts';
import { liveEventsSpec, liveSocketSpec, presenceSpec } from './schema.ts';

/** What happens at a shop, as it happens. The socket itself is opened by `LiveSockets`. */
export function liveEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(liveSocketSpec, () => {
      throw new HttpProblem(426, 'UpgradeRequired', 'Open this address as a WebSocket.', {
        headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
      });
    }),
    defineEndpoint(liveEventsSpec, async ({ query, request, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await streamFeed(deps, tenant.id, afterOf(request, query.after), request, response);
    }),
    defineEndpoint(presenceSpec, async ({ query, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const users = await deps.live.presence.list(tenant.id);
      response.json({ users: users.map(({ id, state, seenAt }) => ({ id, state, seen_at: seenAt })) });
    }),
  ];
}

async function streamFeed(
  { live, log }: ApiDeps,
  tenantId: string,
  after: string | null,
  request: Request,
  response: Response,
): Promise<void> {
  const seat = live.seats.take();
  if (!seat?.assign(tenantId)) {
    seat?.leave();
    throw new HttpProblem(503, 'TooManyConnections', 'There are too many live connections; try again soon.', {
      headers: { 'Retry-After': '2' },
    });
  }
  const ended = Promise.withResolvers<void>();
  const end = () => ended.resolve();
  response.once('close', end);
  live.draining.addEventListener('abort', end, { once: true });
  const unwatch = live.watch({ token: tokenOf(request) ?? '', proven: (caller) => void (caller ?? end()) });
  try {
    await streamAnswer({ log }, response, async (events) => {
      const leave = await live.hub.join(tenantId, after, streamMember(response, events, end));
      await ended.promise.finally(leave);
    });
  } finally {
    unwatch();
    live.draining.removeEventListener('abort', end);
    seat.leave();
  }
}

function afterOf(request: Request, asked: string | undefined): string | null {
  return request.get('last-event-id') ?? asked ?? null;
}
