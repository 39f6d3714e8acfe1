import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createWakeDeadline } from '#adapters/temporal/wake-deadline.ts';
import { ensureSweep, sweepIdOf } from '#adapters/temporal/ensure-sweep.ts';
import type { DeadlineRef } from '#domain/deadline.ts';
import { queuesOf } from '#workflows/messages.ts';
import { deadlineIdOf } from '#workflows/deadline-messages.ts';
import { workflowBundle } from '#workers/workflow-bundle.ts';
import { until } from '#tests/support/server-process.ts';
import { recordHistories } from './record-histories.ts';

Runtime.install({ logger: new DefaultLogger('WARN') });

const TENANT = '0190a000-0000-7000-8000-000000000009';

/** A row in memory: its deadlines, soonest first, and how often it was met. */
class Row {
  readonly met: string[] = [];
  deadlines: string[];
  failures = 0;
  looks = 0;

  constructor(...deadlines: readonly number[]) {
    this.deadlines = deadlines.map((ms) => new Date(Date.now() + ms).toISOString());
  }

  next(): string | null {
    this.looks += 1;
    return this.deadlines[0] ?? null;
  }

  meet(): void {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('away');
    }
    const [due] = this.deadlines;
    if (due === undefined || Date.parse(due) > Date.now()) return;
    this.met.push(due);
    this.deadlines = this.deadlines.slice(1);
  }
}

describe('the clock of a row', () => {
  let native: NativeConnection;
  let connection: Connection;
  let client: Client;
  const rows = new Map<string, Row>();
  const taskQueue = `${randomUUID().slice(0, 8)}-conversations`;
  let workers: Worker[];
  let runs: Promise<unknown>;
  let swept = 0;

  beforeAll(async () => {
    const address = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'];
    if (address === undefined) throw new Error('run through jest, whose set-up starts the server');
    native = await NativeConnection.connect({ address });
    connection = await Connection.connect({ address });
    client = new Client({ connection });
    const common = { connection: native, namespace: 'default' };
    const rowOf = ({ id }: DeadlineRef) => rows.get(id);
    workers = [
      await Worker.create({
        ...common,
        taskQueue,
        workflowBundle: await workflowBundle(),
        activities: { nextDeadline: async (ref: DeadlineRef) => rowOf(ref)?.next() ?? null },
      }),
      await Worker.create({
        ...common,
        taskQueue: queuesOf(taskQueue).tools,
        activities: {
          meetDeadline: async (ref: DeadlineRef) => rowOf(ref)?.meet(),
          sweepDeadlines: async () => {
            swept += 1;
            return 0;
          },
        },
      }),
    ];
    runs = Promise.all(workers.map((worker) => worker.run()));
  }, 60_000);
  afterAll(async () => {
    await client.schedule.getHandle(sweepIdOf(taskQueue)).delete();
    for (const worker of workers) worker.shutdown();
    await runs;
    await connection.close();
    await native.close();
  });

  const start = async (row: Row) => {
    const ref = { tenantId: TENANT, subject: 'booking' as const, id: randomUUID() };
    rows.set(ref.id, row);
    await createWakeDeadline(client, { taskQueue, limitMs: 10_000 })(ref);
    const handle = client.workflow.getHandle(deadlineIdOf(ref));
    return { ref, handle, wake: () => createWakeDeadline(client, { taskQueue, limitMs: 10_000 })(ref) };
  };
  const eventCount = async (id: string) => (await client.workflow.getHandle(id).fetchHistory()).events?.length ?? 0;

  it('meets each deadline at its time, then ends', async () => {
    const row = new Row(-1, 1_500, 3_000);
    const began = Date.now();
    const { handle } = await start(row);
    await handle.result();
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_900);
    expect(row.met).toHaveLength(3);
    expect(row.deadlines).toEqual([]);
    expect(await eventCount(handle.workflowId)).toBeLessThan(60);
    await recordHistories(client, handle.workflowId);
  });

  it('looks again when the row has changed: sooner, later, never', async () => {
    const row = new Row(600_000);
    const { handle, wake } = await start(row);
    await until('the first look', 10_000, () => row.looks >= 1);
    row.deadlines = [new Date(Date.now() + 500).toISOString()];
    await wake();
    await handle.result();
    expect(row.met).toHaveLength(1);

    const other = new Row(600_000);
    const second = await start(other);
    await until('the first look', 10_000, () => other.looks >= 1);
    other.deadlines = [];
    await second.wake();
    await second.handle.result();
    expect(other.met).toEqual([]);
    await recordHistories(client, second.handle.workflowId);
  });

  it('goes on after failures of what is due', async () => {
    const row = new Row(-1);
    row.failures = 2;
    const { handle } = await start(row);
    await handle.result();
    expect(row.met).toHaveLength(1);
    await recordHistories(client, handle.workflowId);
  });

  it('does not spin while a row stays due', async () => {
    const row = new Row(-1);
    row.meet = () => undefined;
    const { handle } = await start(row);
    await until('some looks', 20_000, () => row.looks >= 3);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(row.looks).toBeLessThan(8);
    await handle.terminate('seen enough');
  });

  it('starts anew when it is woken after its end', async () => {
    const row = new Row(-1);
    const { handle, wake } = await start(row);
    await handle.result();
    row.deadlines = [new Date(Date.now() - 1).toISOString()];
    await wake();
    await handle.result();
    expect(row.met).toHaveLength(2);
  });

  it('refuses an input that is none, instead of failing for ever', async () => {
    const workflowId = `deadline-${randomUUID()}`;
    const handle = await client.workflow.start('deadline', { taskQueue, workflowId, args: [{ tombstone: true }] });
    await expect(handle.result()).rejects.toThrow('Workflow execution failed');
    expect((await handle.describe()).status.name).toBe('FAILED');
  });

  it('has one sweep, however many workers start', async () => {
    await Promise.all([ensureSweep(client, taskQueue), ensureSweep(client, taskQueue), ensureSweep(client, taskQueue)]);
    await client.schedule.getHandle(sweepIdOf(taskQueue)).trigger();
    await until('a sweep', 20_000, () => swept > 0);
    expect(swept).toBe(1);
  });
});
