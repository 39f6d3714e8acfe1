import { parseArgs } from 'node:util';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import { isRole, ROLES } from '#domain/account/role.ts';
import { isScope, SCOPES } from '#domain/account/scope.ts';
import { tenantBySlug } from '#cli/access/tenant-by-slug.ts';
import { withDatabase } from '#cli/access/with-database.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';

/** Makes a key with which a shop's own programs use the API. */
export const tenantKey: Command = {
  usage: 'tenant key --tenant SLUG [--name NAME] [--role admin|agent|viewer] [--scopes Orders,Products] [--json]',
  summary: 'make an API key for a shop; it is shown once',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tenant: { type: 'string' },
        name: { type: 'string', default: 'command line' },
        role: { type: 'string', default: 'admin' },
        scopes: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    });
    const { tenant: slug, name, role, scopes, json } = values;
    if (slug === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    if (!isRole(role)) throw new UsageError(`--role: expected ${ROLES.join(', ')}`);
    const named = scopes.split(',').filter((scope) => scope !== '');
    const bound = named.filter(isScope);
    if (bound.length < named.length) throw new UsageError(`--scopes: expected some of ${SCOPES.join(', ')}`);
    const made = await withDatabase(async (db) =>
      createApiKey(db, (await tenantBySlug(db, slug)).id, name, { role, scopes: bound, by: 'platform' }),
    );
    if (json) {
      console.log(JSON.stringify({ id: made.id, key: made.key }));
      return 0;
    }
    // The key alone on standard output, so that it can be piped into a secret store.
    console.log(made.key);
    console.error(`key ${made.id} of ${slug}; send it as x-api-key. Only its hash is kept: it can't be shown again.`);
    return 0;
  },
};
