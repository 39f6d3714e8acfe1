import type { Stack } from './stack.ts';

/** When a key was last used, and that a worker lives, is no change of anything. */
const TIDES = { tables: ['worker_heartbeats'], columns: ['last_used_at'] };

/** Everything that a request may leave behind: a hash of each table's rows, calls to Telegram, messages taken. */
export async function fingerprint(stack: Stack): Promise<Readonly<Record<string, string>>> {
  const tables = await stack.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND relname <> ALL ($1) ORDER BY relname`,
    [TIDES.tables],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await stack.sql<{ hash: string }>(
      `SELECT count(*) || ':' || md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) AS hash
       FROM (SELECT (to_jsonb(t) - $1::text[])::text AS line FROM "${name}" t) lines`,
      [TIDES.columns],
    );
    found[name] = row?.hash ?? '';
  }
  const metrics = await (await stack.request('/metrics')).text();
  return {
    ...found,
    'calls to Telegram': String(stack.telegram.calls.length),
    'messages taken': [...metrics.matchAll(/^colloquy_inbound_messages_total.*$/gm)].map(([line]) => line).join('\n'),
  };
}
