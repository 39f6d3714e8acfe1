import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentLink, presentUser } from './present.ts';
import { changeUserSpec, createUserSpec, inviteSpec, listUsersSpec, removeUserSpec, resetLinkSpec } from './schema.ts';

/** The people of a shop. */
export function userEndpoints({ accounts, records, settings }: ApiDeps): readonly Endpoint[] {
  const tenantOf = async ({
    query,
    response,
  }: {
    readonly query: { tenant?: string | undefined };
    readonly response: Response;
  }) => (await tenantFor(records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(listUsersSpec, async (input) => {
      const users = await accounts.listUsers(await tenantOf(input));
      input.response.json({ users: users.map(presentUser) });
    }),
    defineEndpoint(createUserSpec, async (input) => {
      const user = await accounts.createUser(await tenantOf(input), input.body);
      input.response.status(201).json({ user: presentUser(user) });
    }),
    defineEndpoint(inviteSpec, async (input) => {
      const { user, link } = await accounts.invite(await tenantOf(input), input.body);
      const invite = presentLink(settings.publicUrl, 'invite', link);
      input.response
        .status(201)
        .set('Cache-Control', 'no-store')
        .json({ user: presentUser(user), invite });
    }),
    defineEndpoint(changeUserSpec, async (input) => {
      const user = await accounts.changeUser(await tenantOf(input), input.params.id, input.body);
      input.response.json({ user: presentUser(user) });
    }),
    defineEndpoint(removeUserSpec, async (input) => {
      await accounts.changeUser(await tenantOf(input), input.params.id, { active: false });
      input.response.status(204).end();
    }),
    defineEndpoint(resetLinkSpec, async (input) => {
      const link = await accounts.resetLink(await tenantOf(input), input.params.id);
      const reset = presentLink(settings.publicUrl, 'reset', link);
      input.response.status(201).set('Cache-Control', 'no-store').json({ reset });
    }),
  ];
}
