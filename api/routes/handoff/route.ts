import { v7 as uuid } from 'uuid';
import type { Request, Response } from 'express';
import type { StaffMember } from '#domain/handoff/staff.ts';
import { actOn } from '#api/conversations/act-on.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import {
  askUpdate,
  assignUpdate,
  claimUpdate,
  noteUpdate,
  releaseUpdate,
  replyUpdate,
  resolveUpdate,
} from '#workflows/staff-messages.ts';
import { askSpec, assignSpec, claimSpec, noteSpec, releaseSpec, replySpec, resolveSpec } from './schema.ts';

/** What colleagues do with a conversation; the workflow alone decides. */
export function handoffEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(claimSpec, async (input) => {
      const { agent, force } = input.body;
      await actOn(deps, input, claimUpdate, { by: memberOf(input.response, agent), force });
    }),
    defineEndpoint(assignSpec, async (input) => {
      const { agent, to } = input.body;
      await actOn(deps, input, assignUpdate, { by: memberOf(input.response, agent), to });
    }),
    defineEndpoint(replySpec, async (input) => {
      const { agent, text, key } = input.body;
      await actOn(deps, input, replyUpdate, {
        by: memberOf(input.response, agent),
        text,
        key: keyOf(input.request, key),
      });
    }),
    defineEndpoint(noteSpec, async (input) => {
      const { agent, text, key } = input.body;
      await actOn(deps, input, noteUpdate, {
        by: memberOf(input.response, agent),
        text,
        key: keyOf(input.request, key),
      });
    }),
    defineEndpoint(releaseSpec, async (input) => {
      const { agent, to } = input.body;
      await actOn(deps, input, releaseUpdate, { by: memberOf(input.response, agent), to });
    }),
    defineEndpoint(resolveSpec, async (input) => {
      await actOn(deps, input, resolveUpdate, { by: memberOf(input.response, input.body.agent) });
    }),
    defineEndpoint(askSpec, async (input) => {
      const { agent, reason } = input.body;
      await actOn(deps, input, askUpdate, { by: memberOf(input.response, agent), reason });
    }),
  ];
}

/** A key may act for a colleague; a person acts for nobody else. */
function memberOf(response: Response, agent: StaffMember | undefined): StaffMember {
  const caller = callerOf(response);
  return agent !== undefined && caller.kind !== 'user' ? agent : staffOf(caller);
}

function keyOf(request: Request, key: string | undefined): string {
  return key ?? request.get('idempotency-key')?.slice(0, 200) ?? uuid();
}
