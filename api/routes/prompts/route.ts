import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { deedId } from '#api/middleware/idempotency.ts';
import { diffLines } from '#api/prompts/diff-lines.ts';
import { presentHead, presentPreview, presentVersion } from './present.ts';
import {
  createPromptSpec,
  diffPromptSpec,
  getPromptVersionSpec,
  listPromptsSpec,
  listPromptVersionsSpec,
  previewPromptSpec,
  publishPromptSpec,
  rollBackPromptSpec,
  withdrawPromptSpec,
} from './schema.ts';

type TenantOf = (query: { readonly tenant?: string | undefined }, response: Response) => Promise<string>;

/** What a shop tells its agent: versions, diff, draft, publish, roll back, preview. */
export function promptEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const tenantOf: TenantOf = async (query, response) =>
    (await tenantFor(deps.records, callerOf(response), query.tenant)).id;
  return [...reading(deps, tenantOf), ...changing(deps, tenantOf)];
}

function reading({ agents: { prompts } }: ApiDeps, tenantOf: TenantOf): readonly Endpoint[] {
  return [
    defineEndpoint(listPromptsSpec, async ({ query, response }) => {
      const heads = await prompts.heads(await tenantOf(query, response));
      response.json({ prompts: heads.map(presentHead) });
    }),
    defineEndpoint(listPromptVersionsSpec, async ({ query, params, response }) => {
      const page = pageRequest(query, 1);
      const { items, next } = await prompts.versions(await tenantOf(query, response), params.role, page);
      response.json({ versions: items.map(presentVersion), next_cursor: cursorOf(next) });
    }),
    defineEndpoint(getPromptVersionSpec, async ({ query, params, response }) => {
      const found = await prompts.find(await tenantOf(query, response), params.role, params.version);
      response.json({ prompt: presentVersion(found) });
    }),
    defineEndpoint(diffPromptSpec, async ({ query, params, response }) => {
      const tenant = await tenantOf(query, response);
      const { from, to } = query;
      const [before, after] = await Promise.all([
        from === 0 ? undefined : prompts.find(tenant, params.role, from),
        prompts.find(tenant, params.role, to),
      ]);
      const lines =
        before === undefined
          ? after.text.split('\n').map((text) => ({ change: 'added', text }))
          : diffLines(before.text, after.text);
      response.json({ from, to, lines });
    }),
  ];
}

function changing({ agents: { prompts, lab } }: ApiDeps, tenantOf: TenantOf): readonly Endpoint[] {
  return [
    defineEndpoint(createPromptSpec, async ({ query, params, body, response }) => {
      const author = staffOf(callerOf(response));
      const prompt = { role: params.role, text: body.text, note: body.note, author };
      const made = await prompts.create(await tenantOf(query, response), deedId(response), prompt);
      response.status(201).json({ prompt: presentVersion(made) });
    }),
    defineEndpoint(publishPromptSpec, async ({ query, params, response }) => {
      const published = await prompts.publish(await tenantOf(query, response), params.role, params.version);
      response.json({ prompt: presentVersion(published) });
    }),
    defineEndpoint(rollBackPromptSpec, async ({ query, params, response }) => {
      const published = await prompts.rollBack(await tenantOf(query, response), params.role);
      response.json({ prompt: presentVersion(published) });
    }),
    defineEndpoint(withdrawPromptSpec, async ({ query, params, response }) => {
      await prompts.withdraw(await tenantOf(query, response), params.role);
      response.status(204).end();
    }),
    defineEndpoint(previewPromptSpec, async ({ query, params, body, response }) => {
      const preview = await lab.preview({
        tenantId: await tenantOf(query, response),
        conversationId: body.conversation_id,
        turn: body.turn ?? null,
        role: params.role,
        version: params.version,
      });
      response.json({ preview: presentPreview(preview) });
    }),
  ];
}
