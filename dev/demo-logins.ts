import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AccountStore } from '#domain/account/account-store.ts';
import type { PasswordHasher } from '#domain/account/password-hasher.ts';
import { hasCode } from './has-code.ts';
import { DEMO_TENANTS } from './tenants/demo-tenants.ts';

const loginsSchema = z.array(z.object({ tenant: z.string(), email: z.string(), password: z.string() }));

/** The admin of one demo shop. */
export interface DemoLogin {
  readonly tenant: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoLogins {
  readonly file: string;
  readonly logins: readonly DemoLogin[];
  /** True = the passwords are new: people of an older home have others. */
  readonly made: boolean;
}

/** Reads `HOME/demo-logins.json`, making it (mode 0600) the first time: every home has passwords of its own. */
export async function ensureDemoLogins(home: string): Promise<DemoLogins> {
  const file = join(home, 'demo-logins.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text !== undefined) {
    await chmod(file, 0o600);
    return { file, logins: parse(file, text), made: false };
  }
  const logins = DEMO_TENANTS.map(({ profile: { slug } }) => ({
    tenant: slug,
    email: `owner@${slug}.example`,
    password: randomBytes(12).toString('base64url'),
  }));
  await writeFile(`${file}.part`, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
  return { file, logins, made: true };
}

export interface SeedLogins {
  readonly store: Pick<AccountStore, 'listUsers' | 'addUser' | 'setPassword'>;
  readonly hasher: PasswordHasher;
  tenantId(slug: string): Promise<string | undefined>;
}

/** Gives every demo shop its admin. Running it again changes nothing. */
export async function seedDemoLogins({ logins, made }: DemoLogins, deps: SeedLogins): Promise<void> {
  for (const { tenant, email, password } of logins) {
    const tenantId = await deps.tenantId(tenant);
    if (tenantId === undefined) continue;
    const known = (await deps.store.listUsers(tenantId)).find((user) => user.email === email);
    if (known !== undefined && !made) continue;
    const passwordHash = await deps.hasher.hash(password);
    if (known === undefined) await deps.store.addUser(tenantId, { email, name: 'Owner', role: 'admin', passwordHash });
    else if (known.status !== 'deactivated') await deps.store.setPassword(tenantId, known.id, passwordHash, null);
  }
}

function parse(file: string, text: string): readonly DemoLogin[] {
  try {
    return loginsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} is damaged; remove it, and the next start makes new passwords for the demo shops`, {
      cause: error,
    });
  }
}
