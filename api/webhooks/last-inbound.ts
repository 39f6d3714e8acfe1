import type { ApiDeps } from '#api/deps.ts';
import type { StoredConnection } from '#api/records.ts';

/** A connection's last sign of life is written down this often at most, ms: it is for eyes, not for decisions. */
const PAUSE_MS = 60_000;
const MAX_ENTRIES = 10_000;

/** Notes that a provider called, beside the answer and without any effect on it. */
export function createLastInbound(deps: Pick<ApiDeps, 'records' | 'clock'>): (connection: StoredConnection) => void {
  const noted = new Map<string, number>();
  return ({ tenant, channelId }) => {
    const now = deps.clock().getTime();
    if (now - (noted.get(channelId) ?? 0) < PAUSE_MS) return;
    if (noted.size >= MAX_ENTRIES) noted.clear();
    noted.set(channelId, now);
    deps.records.channelBook.noteInbound(tenant.id, channelId).catch(() => noted.delete(channelId));
  };
}
