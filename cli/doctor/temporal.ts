import { Client, Connection } from '@temporalio/client';
import { connectionSettings } from '#adapters/temporal/connection-options.ts';
import type { TemporalAccess } from '#adapters/temporal/connection-options.ts';
import { readinessProbes } from '#api/routes/health/probes.ts';
import { SEARCH_ATTRIBUTES } from '#workflows/search-attributes.ts';
import { fail, ok, reason } from './finding.ts';
import type { Finding } from './finding.ts';

const LIMIT_MS = 5_000;

/** Looks at a Temporal server: reachable, namespace, search attributes, and whether a worker asks it for work. */
export async function examineTemporal(
  access: TemporalAccess,
  taskQueue: string,
  hint: string,
): Promise<readonly Finding[]> {
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...connectionSettings(access), connectTimeout: LIMIT_MS });
  } catch (error) {
    return [fail('temporal', `${access.address}: ${firstLine(error)}`, hint)];
  }
  try {
    const client = new Client({ connection, namespace: access.namespace });
    return await connection.withDeadline(Date.now() + LIMIT_MS, () => lookAt(client, access, taskQueue));
  } finally {
    await connection.close();
  }
}

async function lookAt(client: Client, access: TemporalAccess, taskQueue: string): Promise<readonly Finding[]> {
  const { namespace, address } = access;
  const what = 'temporal';
  try {
    await client.workflowService.describeNamespace({ namespace });
  } catch (error) {
    const advice = `create it (temporal operator namespace create -n ${namespace}) or set TEMPORAL_NAMESPACE`;
    return [fail(what, `${address}: namespace "${namespace}": ${firstLine(error)}`, advice)];
  }
  return [
    ok(what, `${address}, namespace ${namespace}`),
    await searchAttributes(client, namespace),
    await worker(client, namespace, taskQueue),
  ];
}

async function searchAttributes(client: Client, namespace: string): Promise<Finding> {
  const what = 'search attributes';
  const names = SEARCH_ATTRIBUTES.map(({ name }) => name);
  try {
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
    const missing = names.filter((name) => customAttributes?.[name] === undefined);
    if (missing.length === 0) return ok(what, `all ${names.length} are there`);
    const create = missing.map((name) => `--name ${name} --type Keyword`).join(' ');
    const advice = `temporal operator search-attribute create -n ${namespace} ${create}`;
    return fail(what, `${missing.join(', ')} missing: no conversation can start`, advice);
  } catch (error) {
    return fail(what, firstLine(error), 'the server refuses to list them; ask who runs it');
  }
}

async function worker(client: Client, namespace: string, taskQueue: string): Promise<Finding> {
  const probes = readinessProbes({
    client,
    namespace,
    taskQueue,
    records: { ping: async () => undefined },
    clock: () => new Date(),
    // Asked once: who listens for a moment hears nothing.
    pulse: { isSilent: () => false },
  });
  try {
    await probes['worker']?.();
    return ok('worker', `one polls the queue "${taskQueue}"`);
  } catch (error) {
    return fail('worker', firstLine(error), 'start one: npm start, or npm run start:worker; messages wait until then');
  }
}

function firstLine(error: unknown): string {
  return reason(error).split('\n')[0] ?? '';
}
