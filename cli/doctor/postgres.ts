import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inspectDatabase } from '#adapters/db/inspect-database.ts';
import type { DatabaseFacts } from '#adapters/db/inspect-database.ts';
import { fail, ok, reason, warn } from './finding.ts';
import type { Finding } from './finding.ts';

const OLDEST = 15;
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Looks at a database; `url` is its owner's where there is one. */
export async function examinePostgres(url: string, hint: string): Promise<readonly Finding[]> {
  try {
    return judgeDatabase(await inspectDatabase(url), await migrationFiles());
  } catch (error) {
    return [fail('postgres', reason(error), hint)];
  }
}

/** What the facts of a database mean, against the migrations that should have run. */
export function judgeDatabase(facts: DatabaseFacts, expected: readonly string[]): readonly Finding[] {
  const major = Math.floor(facts.versionNumber / 10_000);
  const server =
    major >= OLDEST
      ? ok('postgres', `reachable, version ${facts.version}`)
      : fail('postgres', `version ${facts.version}`, `Postgres ${OLDEST} or newer is needed`);
  return [server, migrations(facts, expected), role(facts), rowSecurity(facts), search(facts)];
}

function migrations({ migrations: done }: DatabaseFacts, expected: readonly string[]): Finding {
  const missing = expected.filter((name) => done?.includes(name) !== true);
  const unknown = (done ?? []).filter((name) => !expected.includes(name));
  if (unknown.length > 0) {
    return fail(
      'migrations',
      `the database knows ${unknown.join(', ')}`,
      'it is newer than this program; update the program',
    );
  }
  if (missing.length === 0) return ok('migrations', `all ${expected.length} have run`);
  return fail('migrations', `${missing.length} of ${expected.length} have not run`, 'npm run db:migrate');
}

function role({ appRole, mayAct }: DatabaseFacts): Finding {
  const what = 'database role';
  if (appRole === null) return fail(what, 'the application role does not exist', 'npm run db:migrate as the owner');
  const { name, superuser, bypassRls } = appRole;
  if (superuser || bypassRls) {
    const detail = `${name} is ${superuser ? 'a superuser' : 'exempt from row security'}: tenants are not kept apart`;
    return fail(what, detail, `ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS`);
  }
  if (!mayAct) return fail(what, `the login user may not work as ${name}`, `GRANT ${name} TO the user of DATABASE_URL`);
  return ok(what, `${name}: no superuser, bound by row security`);
}

function rowSecurity({ unprotected, migrations: done }: DatabaseFacts): Finding {
  if (done === null) return fail('row security', 'there are no tables yet', 'npm run db:migrate');
  if (unprotected.length === 0) return ok('row security', 'forced on every table with tenants’ data');
  const detail = `not forced on ${unprotected.join(', ')}: one tenant could see another`;
  return fail(
    'row security',
    detail,
    'ALTER TABLE … ENABLE and FORCE ROW LEVEL SECURITY, with a policy; see migrations/',
  );
}

/** Search works without any of them, and says what it then goes by. */
function search({ searchExtensions: have }: DatabaseFacts): Finding {
  const vectors = have.includes('vector') ? 'pgvector’s index' : 'signatures (no pgvector)';
  if (have.includes('pg_trgm')) return ok('search', `full text, trigrams, vectors by ${vectors}`);
  const detail = `full text and vectors by ${vectors}; misspelt words by vectors only`;
  return warn('search', detail, 'install pg_trgm (postgresql-contrib), then npm run db:migrate');
}

async function migrationFiles(): Promise<readonly string[]> {
  const names = await readdir(MIGRATIONS);
  return names.filter((name) => /^\d{14}_\w+\.ts$/.test(name)).toSorted();
}
