import type { z } from 'zod';
import type { UsageEntry, UsageFilter, UsageSum, UsageSummary } from '#domain/usage/usage-book.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { usageEventsSpec, usageSummarySpec } from './schema.ts';
import type { usageEventView, usageSum, usageSummaryView } from './schema.ts';

const DAY_MS = 86_400_000;

/** What a shop's models cost. */
export function usageEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { clock, records, usage } = deps;
  const filterOf = (query: Pick<UsageFilter, 'conversation' | 'contact'> & { readonly days: number }): UsageFilter => ({
    since: new Date(clock().getTime() - query.days * DAY_MS).toISOString(),
    conversation: query.conversation,
    contact: query.contact,
  });
  return [
    defineEndpoint(usageSummarySpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json(presentSummary(await usage.summary(tenant.id, filterOf(query))));
    }),
    defineEndpoint(usageEventsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const page = await usage.events(tenant.id, filterOf(query), pageRequest(query, 2));
      response.json({ events: page.items.map(presentEvent), next_cursor: cursorOf(page.next) });
    }),
  ];
}

function presentSummary({ total, byModel, byPurpose, byDay }: UsageSummary): z.infer<typeof usageSummaryView> {
  return {
    total: presentSum(total),
    by_model: byModel.map((one) => ({ provider: one.provider, model: one.model, ...presentSum(one) })),
    by_purpose: byPurpose.map((one) => ({ purpose: one.purpose, ...presentSum(one) })),
    by_day: byDay.map((one) => ({ day: one.day, ...presentSum(one) })),
  };
}

function presentSum({ calls, inputTokens, outputTokens, costNanoUsd }: UsageSum): z.infer<typeof usageSum> {
  return { calls, input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costNanoUsd / 1e9 };
}

function presentEvent(entry: UsageEntry): z.infer<typeof usageEventView> {
  return {
    id: entry.id,
    conversation_id: entry.conversationId,
    turn: entry.turn,
    purpose: entry.purpose,
    provider: entry.provider,
    model: entry.model,
    input_tokens: entry.inputTokens,
    output_tokens: entry.outputTokens,
    cost_usd: entry.costNanoUsd / 1e9,
    price_source: entry.priceSource,
    at: entry.at,
  };
}
