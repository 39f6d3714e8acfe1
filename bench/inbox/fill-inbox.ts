import pg from 'pg';
import type { Database } from '#adapters/db/pool.ts';
import { saveChannel } from '#adapters/db/write/save-channel.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { makeWords, pickWord } from '#bench/search/corpus.ts';
import { profileOf } from '#bench/search/fill.ts';
import { randomFrom } from '#bench/search/random.ts';

/** How much one tenant has. */
export interface InboxSize {
  readonly threads: number;
  /** Messages of a conversation, on average: half of them the customer's. */
  readonly threadLength: number;
}

export interface FilledInbox {
  readonly tenantId: string;
  /** The commonest first. */
  readonly words: readonly string[];
}

const WORDS = 30_000;
const PHRASES = 100_000;
export const STAFF = 20;
export const REASONS = ['asked for a person', 'complaint', 'claims', 'model failed', 'refund'] as const;

/** Half a year of one tenant's talk, in the order in which it was written. Made by SQL, as the owner. */
export async function fillInbox(
  db: Database,
  url: string,
  size: InboxSize,
  progress: (line: string) => void,
): Promise<FilledInbox> {
  const words = [...makeWords(WORDS, 1, 'latin'), ...makeWords(WORDS / 3, 2, 'hebrew')];
  const { id: tenantId } = await saveTenant(db, { profile: profileOf('inbox'), products: [] });
  for (const channel of ['telegram', 'whatsapp'] as const)
    await saveChannel(db, tenantId, channel, () => Buffer.from('sealed'));
  const client = new pg.Client({ connectionString: url, application_name: 'bench-inbox' });
  await client.connect();
  try {
    // The rows fit each other by the way they are made; checking each reference would take minutes.
    await client.query('SET session_replication_role = replica');
    await client.query('SELECT setseed(0.5)');
    await client.query('CREATE TEMP TABLE phrases (id integer PRIMARY KEY, words text)');
    await client.query(
      'INSERT INTO phrases SELECT n - 1, words FROM unnest($1::text[]) WITH ORDINALITY AS p (words, n)',
      [phrasesOf(words)],
    );
    for (const [what, sql] of STEPS) {
      await client.query(
        sql
          .replaceAll(':tenant', `'${tenantId}'::uuid`)
          .replaceAll(':threads', String(size.threads))
          .replaceAll(':length', String(size.threadLength)),
      );
      progress(`${what}: done`);
    }
  } finally {
    await client.end();
  }
  return { tenantId, words };
}

function phrasesOf(words: readonly string[]): readonly string[] {
  const random = randomFrom(7);
  return Array.from({ length: PHRASES }, () =>
    Array.from({ length: 2 + Math.floor(random() * 5) }, () => pickWord(words, random)).join(' '),
  );
}

/** An id of the moment, as UUIDv7 has it. */
const idAt = (moment: string): string =>
  `(lpad(to_hex((extract(epoch FROM ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' ||
    substr(md5(random()::text), 1, 15))::uuid`;
const PHRASE = `(random() * ${PHRASES - 1})::int`;

const STEPS: readonly (readonly [string, string])[] = [
  [
    'plan',
    `CREATE TEMP TABLE plan AS
     SELECT n, moved - (random() * 20) * interval '1 day' AS began, moved, random() AS luck, x.channel_id, gen_random_uuid() AS identity,
       ${PHRASE} AS called
     FROM (SELECT n, now() - (random() ^ 2 * 180) * interval '1 day' AS moved FROM generate_series(1, :threads) AS n) t
     JOIN (SELECT id AS channel_id, row_number() OVER (ORDER BY channel) - 1 AS place FROM channels WHERE tenant_id = :tenant) x
       ON x.place = t.n % 3;
     ALTER TABLE plan ADD COLUMN id uuid, ADD COLUMN contact uuid;
     UPDATE plan SET id = ${idAt('began')}, contact = ${idAt('began')};
     CREATE INDEX ON plan (n)`,
  ],
  [
    'contacts',
    `INSERT INTO contacts (tenant_id, id, name, language, created_at)
     SELECT :tenant, contact, initcap(p.words), 'en', began FROM plan JOIN phrases p ON p.id = called ORDER BY began;
     INSERT INTO contact_identities (tenant_id, id, contact_id, channel_id, contact_key, recipient, created_at)
     SELECT :tenant, identity, contact, channel_id, md5('key' || n), 'r' || n, began FROM plan ORDER BY began`,
  ],
  [
    'conversations',
    `INSERT INTO conversations (tenant_id, id, workflow_id, channel_id, contact_id, identity_id, stage, status, assignee_id, assignee_name,
       message_count, last_turn, last_activity_at, created_at)
     SELECT :tenant, id, 'conversation:inbox:' || ch.channel || ':' || md5('key' || n), channel_id, contact, identity,
       (ARRAY['greeting', 'opening', 'consultation', 'testimony', 'promo', 'closing', 'farewell'])[1 + n % 7], s.status,
       CASE WHEN s.status = 'human' THEN 'staff-' || n % ${STAFF} END, CASE WHEN s.status = 'human' THEN 'Staff ' || n % ${STAFF} END,
       :length, :length / 2, moved, began
     FROM plan JOIN LATERAL (SELECT channel FROM channels WHERE tenant_id = :tenant AND channels.id = plan.channel_id) ch ON true
     CROSS JOIN LATERAL (SELECT CASE WHEN moved < now() - interval '3 days' THEN CASE WHEN luck < 0.99 THEN 'closed' ELSE 'paused' END
       WHEN luck < 0.85 THEN 'bot' WHEN luck < 0.92 THEN 'waiting' WHEN luck < 0.98 THEN 'human' ELSE 'paused' END AS status) s
     ORDER BY began;
     INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by, created_at)
     SELECT :tenant, gen_random_uuid(), id, 1, (ARRAY[${REASONS.map((reason) => `'${reason}'`).join(', ')}])[1 + abs(hashtext(id::text) % 5)], 'customer',
       last_activity_at FROM conversations WHERE tenant_id = :tenant AND status IN ('waiting', 'human')`,
  ],
  [
    'labels',
    `INSERT INTO labels (tenant_id, id, name, color)
     SELECT :tenant, md5('label' || n)::uuid, 'label ' || n, '#0b6e4f' FROM generate_series(1, 12) AS n;
     INSERT INTO conversation_labels (tenant_id, label_id, conversation_id, added_by)
     SELECT :tenant, md5('label' || l)::uuid, plan.id, 'staff-1' FROM plan, generate_series(1, 12) AS l
     WHERE abs(hashtext(n || ':' || l) % 10000) < CASE l WHEN 1 THEN 3000 WHEN 2 THEN 500 WHEN 3 THEN 5 ELSE 100 END`,
  ],
  [
    'turns',
    `INSERT INTO turns (tenant_id, conversation_id, turn, outcome, stage, status, step, finished_at)
     SELECT :tenant, plan.id, t, 'answered', 'opening', 'bot', 1, moved FROM plan, generate_series(1, :length / 2) AS t`,
  ],
  [
    'messages',
    `CREATE TEMP TABLE said AS
     SELECT plan.n, plan.id AS conversation, channel_id, seq, began + (moved - began) * (seq::float8 / :length) AS at,
       ${PHRASE} AS one, ${PHRASE} AS two FROM plan, generate_series(1, :length) AS seq;
     INSERT INTO messages (tenant_id, id, conversation_id, channel_id, provider_message_id, seq, author, kind, text, turn, after_step, sent_at, created_at)
     SELECT :tenant, ${idAt('at')}, conversation, channel_id, CASE seq % 2 WHEN 1 THEN 'in-' || n || '-' || seq END, seq,
       CASE seq % 2 WHEN 1 THEN 'customer' ELSE 'bot' END, 'text', a.words || ' ' || b.words, (seq + 1) / 2, 0, at, at
     FROM said JOIN phrases a ON a.id = one JOIN phrases b ON b.id = two ORDER BY at`,
  ],
  [
    'deliveries',
    `INSERT INTO outbox (tenant_id, id, conversation_id, turn, part, step, key, text, state, provider_message_id, created_at)
     SELECT :tenant, gen_random_uuid(), conversation, seq / 2, 1, 1, conversation || ':' || seq / 2 || ':1', 'sent', 'sent', 'out-' || n || '-' || seq, at
     FROM said WHERE seq % 2 = 0 ORDER BY at;
     INSERT INTO delivery_statuses (tenant_id, channel_id, provider_message_id, status, at)
     SELECT :tenant, channel_id, 'out-' || n || '-' || seq, CASE n % 3 WHEN 0 THEN 'read' ELSE 'delivered' END, at
     FROM said WHERE seq % 2 = 0 ORDER BY at`,
  ],
];
