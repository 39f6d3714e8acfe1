import type { Response } from 'express';
import type { CannedReply, NewCannedReply } from '#domain/inbox/canned-reply.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { deedId } from '#api/middleware/idempotency.ts';
import {
  changeCannedReplySpec,
  createCannedReplySpec,
  listCannedRepliesSpec,
  removeCannedReplySpec,
} from './schema.ts';
import type { CannedReplyView } from './schema.ts';

export function cannedReplyEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { cannedReplies, records } = deps;
  const of = async (query: { readonly tenant?: string | undefined }, response: Response): Promise<string> =>
    (await tenantFor(records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(listCannedRepliesSpec, async ({ query, response }) => {
      const found = await cannedReplies.list(await of(query, response));
      response.json({ canned_replies: found.map(present) });
    }),
    defineEndpoint(createCannedReplySpec, async ({ query, body, response }) => {
      const made = await cannedReplies.create(await of(query, response), deedId(response), body);
      tagAnswer(response, made.version);
      response.status(201).json({ canned_reply: present(made) });
    }),
    defineEndpoint(changeCannedReplySpec, async ({ query, params, body, request, response }) => {
      const given = Object.entries(body).filter(([, value]) => value !== undefined);
      const changes: Partial<NewCannedReply> = Object.fromEntries(given);
      const seen = versionsSeen(request.get('if-match'));
      const changed = await cannedReplies.change(await of(query, response), params.id, changes, seen);
      tagAnswer(response, changed.version);
      response.json({ canned_reply: present(changed) });
    }),
    defineEndpoint(removeCannedReplySpec, async ({ query, params, request, response }) => {
      await cannedReplies.remove(await of(query, response), params.id, versionsSeen(request.get('if-match')));
      response.status(204).end();
    }),
  ];
}

function present({ updatedAt, ...reply }: CannedReply): CannedReplyView {
  return { ...reply, updated_at: updatedAt };
}
