/** What a snapshot of Postgres shows: every transaction below `xmax` but those that ran then. */
export interface Snapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: ReadonlySet<string>;
}

const TEXT = /^(\d{1,20}):(\d{1,20}):((?:\d{1,20}(?:,\d{1,20})*)?)$/;

/** Reads `xmin:xmax:xip,…`; undefined when it is none. */
export function readSnapshot(text: string): Snapshot | undefined {
  const [, xmin, xmax, running] = TEXT.exec(text) ?? [];
  if (xmin === undefined || xmax === undefined || running === undefined) return undefined;
  const snapshot = {
    xmin: BigInt(xmin),
    xmax: BigInt(xmax),
    running: new Set(running === '' ? [] : running.split(',')),
  };
  return snapshot.xmin > 0n && snapshot.xmin <= snapshot.xmax ? snapshot : undefined;
}

/** Whether the snapshot shows what a transaction wrote, once it has committed. */
export function shows(snapshot: Snapshot, xid: string): boolean {
  const id = BigInt(xid);
  if (id < snapshot.xmin) return true;
  return id < snapshot.xmax && !snapshot.running.has(xid);
}
