import { withoutTenant } from './in-tenant.ts';
import type { Statement } from './in-tenant.ts';
import type { Database } from './pool.ts';

/** The notices by which workers say that they live. */
export const PULSE_CHANNEL = 'colloquy_workers';

const SAY: Statement = { name: 'worker_pulse', text: `SELECT pg_notify('${PULSE_CHANNEL}', $1)` };

/** Tells every API process that a worker of this queue lives. Nothing is stored. */
export async function sayWorkerLives(db: Database, taskQueue: string): Promise<void> {
  await withoutTenant(db, SAY, [taskQueue]);
}
