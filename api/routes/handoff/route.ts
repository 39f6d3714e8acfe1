import { v7 as uuid } from 'uuid';
import type { UpdateDefinition } from '@temporalio/common';
import type { Request, Response } from 'express';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import {
  askUpdate,
  assignUpdate,
  claimUpdate,
  noteUpdate,
  releaseUpdate,
  replyUpdate,
} from '#workflows/staff-messages.ts';
import type { Holder } from '#workflows/staff-messages.ts';
import { askSpec, assignSpec, claimSpec, noteSpec, releaseSpec, replySpec } from './schema.ts';

/** What colleagues do with a conversation; the workflow alone decides. */
export function handoffEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(claimSpec, async (input) => {
      const { agent, force } = input.body;
      await act(deps, input, claimUpdate, { by: memberOf(input.response, agent), force });
    }),
    defineEndpoint(assignSpec, async (input) => {
      const { agent, to } = input.body;
      await act(deps, input, assignUpdate, { by: memberOf(input.response, agent), to });
    }),
    defineEndpoint(replySpec, async (input) => {
      const { agent, text, key } = input.body;
      await act(deps, input, replyUpdate, {
        by: memberOf(input.response, agent),
        text,
        key: keyOf(input.request, key),
      });
    }),
    defineEndpoint(noteSpec, async (input) => {
      const { agent, text, key } = input.body;
      await act(deps, input, noteUpdate, { by: memberOf(input.response, agent), text, key: keyOf(input.request, key) });
    }),
    defineEndpoint(releaseSpec, async (input) => {
      const { agent, to } = input.body;
      await act(deps, input, releaseUpdate, { by: memberOf(input.response, agent), to });
    }),
    defineEndpoint(askSpec, async (input) => {
      const { agent, reason } = input.body;
      await act(deps, input, askUpdate, { by: memberOf(input.response, agent), reason });
    }),
  ];
}

interface Named {
  readonly query: { readonly tenant?: string | undefined };
  readonly params: { readonly id: string };
  readonly response: Response;
}

async function act<Arg>(
  deps: ApiDeps,
  { query, params, response }: Named,
  update: UpdateDefinition<Holder, [Arg]>,
  arg: Arg,
): Promise<void> {
  const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
  const recipient = await deps.records.findRecipient(tenant, params.id);
  response.json({ id: params.id, ...(await deps.updateConversation(recipient, update, arg)) });
}

/** A key may act for a colleague; a person acts for nobody else. */
function memberOf(response: Response, agent: StaffMember | undefined): StaffMember {
  const caller = callerOf(response);
  return agent !== undefined && caller.kind !== 'user' ? agent : staffOf(caller);
}

function keyOf(request: Request, key: string | undefined): string {
  return key ?? request.get('idempotency-key')?.slice(0, 200) ?? uuid();
}
