import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Payload } from '@temporalio/common';
import { createPayloadCodec } from '#adapters/crypto/payload-codec.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import type { WirePayload } from '#adapters/crypto/codec-endpoint.ts';
import type { Stack } from '#tests/support/stack.ts';

/** Every payload of every run of a workflow, as Temporal keeps it. */
export async function payloadsOf(stack: Stack, workflowId: string): Promise<readonly Payload[]> {
  const found: Payload[] = [];
  for await (const { runId } of stack.temporal.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const history = await stack.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
    collect(history.events, found);
  }
  return found;
}

/** What they say to somebody who has the keys of all processes and none of a conversation. */
export async function decoded(stack: Stack, payloads: readonly Payload[]): Promise<string> {
  const codec = createPayloadCodec(parseKeyring(stack.encryptionKeys));
  const plain = await codec.decode([...payloads]);
  return plain.map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
}

/** What the codec endpoint makes of them. */
export async function readByEndpoint(
  stack: Stack,
  payloads: readonly Payload[],
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const wire = payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    ...(data && { data: base64(data) }),
  }));
  const response = await stack.request('/codec/decode', {
    method: 'POST',
    headers,
    body: JSON.stringify({ payloads: wire }),
  });
  const { payloads: readable = [] } = (await response.json()) as { payloads?: readonly WirePayload[] };
  const text = readable.map(({ data = '' }) => Buffer.from(data, 'base64').toString()).join('\n');
  return { status: response.status, text };
}

/** The whole database as text, as a dump would have it, with what the keyring opens opened: tables that say `canary`. */
export async function tablesWith(stack: Stack, canary: string): Promise<readonly string[]> {
  const tables = await stack.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm', 'p') ORDER BY 1`,
  );
  const keyring = parseKeyring(stack.encryptionKeys);
  const found = new Set<string>();
  for (const { name } of tables) {
    const rows = await stack.sql<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const row of rows) {
      if (JSON.stringify(row).includes(canary)) found.add(name);
      for (const place of placesOf(name, row)) {
        const sealed = row['sealed_payload'];
        if (!(sealed instanceof Uint8Array)) continue;
        if (Buffer.from(keyring.open(sealed, place)).includes(canary)) found.add(`${name} (sealed)`);
      }
    }
  }
  return [...found];
}

/** Files of the storage that hold these bytes. */
export async function filesWith(stack: Stack, bytes: Buffer): Promise<readonly string[]> {
  const names = await readdir(stack.filesDir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(bytes) ? [file] : [])));
  return found.flat();
}

function placesOf(table: string, row: Record<string, unknown>): readonly string[] {
  const [tenant, workflow] = [String(row['tenant_id']), String(row['workflow_id'])];
  if (table === 'dead_letters') return [`dead-letter:${tenant}`];
  return table === 'inbound_spool' ? [`inbound-spool:${tenant}:${workflow}`] : [];
}

function collect(value: unknown, found: Payload[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if ('metadata' in value && 'data' in value && typeof value.metadata === 'object') {
    found.push(value as Payload);
    return;
  }
  for (const one of Object.values(value as Record<string, unknown>)) collect(one, found);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
