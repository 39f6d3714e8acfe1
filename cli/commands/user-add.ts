import { parseArgs } from 'node:util';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { loadConfig } from '#config/env.ts';
import { isRole, ROLES } from '#domain/account/role.ts';
import { emailAddress, personName } from '#domain/account/user.ts';
import { presentLink } from '#api/routes/users/present.ts';
import { tenantBySlug } from '#cli/access/tenant-by-slug.ts';
import { withDatabase } from '#cli/access/with-database.ts';
import { UsageError } from '#cli/command.ts';
import type { Command } from '#cli/command.ts';

/** Invites somebody to a shop; for one who is in it already, makes the link to a new password. */
export const userAdd: Command = {
  usage: 'user add --tenant SLUG --email ADDRESS [--name NAME] [--role admin|agent|viewer]',
  summary: 'invite somebody to a shop, or let one who forgot it choose a new password: prints the link',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tenant: { type: 'string' },
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string', default: 'admin' },
      },
    });
    if (values.tenant === undefined) throw new UsageError('--tenant is missing: the slug of the shop');
    const email = emailAddress.safeParse(values.email);
    if (!email.success) throw new UsageError('--email: expected an e-mail address');
    const name = personName.safeParse(values.name ?? email.data.split('@')[0]);
    if (!name.success) throw new UsageError('--name: expected 1 to 100 characters');
    if (!isRole(values.role)) throw new UsageError(`--role: expected ${ROLES.join(', ')}`);
    const made = await link(values.tenant, { email: email.data, name: name.data, role: values.role });
    // The link alone on standard output, so that it can be piped on.
    console.log(made.url);
    console.error(`${made.what} ${email.data} of ${values.tenant}; good once, until ${made.until}`);
    return 0;
  },
};

type Person = Parameters<ReturnType<typeof createAccountStore>['addUser']>[1];

async function link(slug: string, person: Omit<Person, 'passwordHash'>) {
  return withDatabase(async (db) => {
    const store = createAccountStore(db);
    const { id } = await tenantBySlug(db, slug);
    const known = (await store.listUsers(id)).find((user) => user.email === person.email);
    const user = known ?? (await store.addUser(id, { ...person, passwordHash: null }));
    const purpose = user.status === 'invited' ? 'invite' : 'reset';
    const { url, expires_at: until } = presentLink(
      loadConfig('cli').http.publicUrl,
      purpose,
      await store.makeLink(id, user.id, purpose),
    );
    return { url, until, what: purpose === 'invite' ? 'invitation for' : 'new password for' };
  });
}
