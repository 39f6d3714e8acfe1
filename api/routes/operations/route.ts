import type { Response } from 'express';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { DeadLetter, RunState } from '#domain/conversation/operations.ts';
import { KeyDestroyed } from '#domain/errors.ts';
import type { Recipient } from '#domain/store.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { replayLetter, rescueSignals } from '#api/operations/deliver-again.ts';
import { skipTurnUpdate } from '#workflows/operator-messages.ts';
import { endSpec, lettersSpec, replaySpec, resetSpec, retrySpec, runSpec, skipSpec, terminateSpec } from './schema.ts';
import type { LetterView, RunView } from './schema.ts';

/** What operators do with a conversation that does not go on by itself. */
export function operationEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records, operations } = deps;
  const { runs } = operations;
  return [
    defineEndpoint(runSpec, async (input) => {
      const { workflowId } = await found(deps, input);
      input.response.json(presentRun(await runs.look(workflowId)));
    }),
    defineEndpoint(retrySpec, async (input) => {
      const { workflowId } = await found(deps, input);
      input.response.json({ steps: await runs.retry(workflowId) });
    }),
    defineEndpoint(skipSpec, async (input) => {
      const { recipient } = await found(deps, input);
      const by = staffOf(callerOf(input.response));
      input.response.json(await deps.updateConversation(recipient, skipTurnUpdate, { turn: input.body.turn, by }));
    }),
    defineEndpoint(endSpec, async (input) => {
      const { workflowId } = await found(deps, input);
      await runs.end(workflowId);
      input.response.status(202).json({ ending: true });
    }),
    defineEndpoint(terminateSpec, async (input) => {
      const { workflowId, tenantId } = await found(deps, input);
      // One that was terminated and whose messages were not given on, since we died: they are given on now.
      if ((await runs.look(workflowId)).status === 'RUNNING') await runs.terminate(workflowId, input.body.reason);
      input.response.json({ rescued: await rescueSignals(deps, tenantId, workflowId) });
    }),
    defineEndpoint(resetSpec, async (input) => {
      const { workflowId } = await found(deps, input);
      const { reason, event_id: eventId } = input.body;
      input.response.json({ run_id: await runs.reset(workflowId, reason, eventId) });
    }),
    defineEndpoint(lettersSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { limit, after } = pageRequest(query, 1);
      const page = { all: query.all === 'true', after: after?.[0] ?? null, limit: limit + 1 };
      const letters = await operations.letters.list(tenant.id, page);
      const last = letters.length > limit ? letters[limit - 1] : undefined;
      response.json({
        dead_letters: letters.slice(0, limit).map(presentLetter),
        next_cursor: cursorOf(last === undefined ? null : [last.id]),
      });
    }),
    defineEndpoint(replaySpec, async ({ query, params, response }) => {
      const caller = callerOf(response);
      const tenant = await tenantFor(records, caller, query.tenant);
      const messages = await replayLetter(deps, tenant.id, params.id, staffOf(caller).id).catch(toGone);
      response.status(202).json({ messages });
    }),
  ];
}

async function found(
  deps: Pick<ApiDeps, 'records'>,
  input: {
    readonly query: { readonly tenant?: string | undefined };
    readonly params: { readonly id: string };
    readonly response: Response;
  },
): Promise<{ readonly tenantId: string; readonly workflowId: string; readonly recipient: Recipient }> {
  const tenant = await tenantFor(deps.records, callerOf(input.response), input.query.tenant);
  const recipient = await deps.records.findRecipient(tenant, input.params.id);
  return { tenantId: tenant.id, workflowId: workflowIdOf(recipient.address), recipient };
}

function toGone(error: unknown): never {
  if (!(error instanceof KeyDestroyed)) throw error;
  throw new HttpProblem(410, 'Erased', 'The person was erased; nobody can read the message any more.', {
    cause: error,
  });
}

function presentRun({ workflowId, runId, status, events, pending }: RunState): RunView {
  const steps = pending.map(({ name, attempt, failure, nextAt }) => ({
    step: name,
    attempt,
    failure,
    next_at: nextAt,
  }));
  return { workflow_id: workflowId, run_id: runId, status, events, pending: steps };
}

function presentLetter(letter: DeadLetter): LetterView {
  return {
    id: letter.id,
    workflow_id: letter.workflowId,
    message_ids: [...letter.messageIds],
    reason: letter.reason,
    created_at: letter.createdAt,
    replayed_at: letter.replayedAt,
  };
}
