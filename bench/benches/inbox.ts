import pg from 'pg';
import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { fillInbox } from '#bench/inbox/fill-inbox.ts';
import type { InboxSize } from '#bench/inbox/fill-inbox.ts';
import { ASKING, measureInbox } from '#bench/inbox/measure-inbox.ts';
import type { Outcome } from './outcome.ts';

/**
 * What staff do in the inbox of a tenant with this much.
 * @param url of an empty database, its owner's
 */
export async function benchInbox(url: string, size: InboxSize, progress: (line: string) => void): Promise<Outcome> {
  await migrate(url);
  const db = openDatabase({ url, applicationName: ASKING, max: 2 });
  try {
    // An index is made faster over what is there than row by row.
    await asOwner(url, 'DROP INDEX messages_search, contacts_search_name');
    const filled = await fillInbox(db, url, size, progress);
    await asOwner(url, 'CREATE INDEX messages_search ON messages USING gin (tenant_id, search)');
    await asOwner(url, 'CREATE INDEX contacts_search_name ON contacts USING gin (tenant_id, search_name gin_trgm_ops)');
    await asOwner(url, 'VACUUM ANALYZE');
    // As in a shop that is open: rows that moved since the last vacuum.
    await asOwner(
      url,
      `UPDATE conversations SET last_activity_at = last_activity_at WHERE last_activity_at > now() - interval '1 day'`,
    );
    progress('indexes are made');
    return await measureInbox(url, db, filled, size, progress);
  } finally {
    await db.close();
  }
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-inbox' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
