import type { UpdateDefinition } from '@temporalio/common';
import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { Holder } from '#workflows/staff-messages.ts';

/** A request about one conversation. */
interface Named {
  readonly query: { readonly tenant?: string | undefined };
  readonly params: { readonly id: string };
  readonly response: Response;
}

/**
 * Has a conversation do what a colleague wants, and answers who speaks for the shop after it; one that has closed itself is
 * opened for it. @throws as `UpdateConversation`, and NotFound for a conversation of another tenant
 */
export async function actOn<Arg>(
  deps: Pick<ApiDeps, 'records' | 'updateConversation'>,
  { query, params, response }: Named,
  update: UpdateDefinition<Holder, [Arg]>,
  arg: Arg,
): Promise<void> {
  const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
  const recipient = await deps.records.findRecipient(tenant, params.id);
  response.json({ id: params.id, ...(await deps.updateConversation(recipient, update, arg)) });
}
