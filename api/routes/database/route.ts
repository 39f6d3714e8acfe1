import type { StaffAnswer } from '#domain/report/staff-answer.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { streamAnswer } from '#api/http/stream-answer.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { questionSpec, questionStreamSpec } from './schema.ts';
import type { ShownAnswer } from './schema.ts';

/** Questions of staff about the shop's data and knowledge. */
export function databaseEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(questionSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      response.json(present(await deps.ask({ tenantId: tenant.id, question: body.question })));
    }),
    defineEndpoint(questionStreamSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await streamAnswer(deps, response, async (events) => {
        events.send('thinking', { question: body.question });
        const { answer, ...meta } = present(await deps.ask({ tenantId: tenant.id, question: body.question }));
        for (const line of answer.split(/(?<=\n)/u)) events.send('content', { text: line });
        events.send('meta', meta);
        events.send('done', { answer });
      });
    }),
  ];
}

function present({ usage, ...answer }: StaffAnswer): ShownAnswer {
  const { provider, model, inputTokens, outputTokens, costNanoUsd } = usage;
  return {
    ...answer,
    columns: [...answer.columns],
    rows: answer.rows.map((row) => [...row]),
    sources: [...answer.sources],
    usage: { provider, model, input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costNanoUsd / 1e9 },
  };
}
