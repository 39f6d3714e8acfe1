import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { noteExamination, noteInbound, noteTrouble, disconnectChannel } from './connection-state.ts';
import { applyWish, mainContactKey, moveContact } from './contacts.ts';
import type { WishOfContact } from './contacts.ts';
import { isOurEcho } from './echoes.ts';
import type { SeenEcho } from './echoes.ts';
import { keepEvents } from './events.ts';
import type { KeptEvent } from './events.ts';
import { recordStatuses } from './statuses.ts';
import type { KeyedStatus } from './statuses.ts';

/** All that one delivery reported about one channel account, messages apart. */
export interface ChannelReports {
  readonly statuses: readonly KeyedStatus[];
  readonly events: readonly KeptEvent[];
  readonly wishes: readonly Omit<WishOfContact, 'channelId'>[];
  readonly moves: readonly {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly recipient: string;
  }[];
  /** Ours, about what stops the account; null = nothing does. */
  readonly trouble: string | null;
}

/** What the API keeps of channels; each method is one transaction of the tenant. */
export function createChannelBook(db: Database) {
  return {
    /** Keeps everything or nothing, and again without harm. */
    report: (tenantId: string, channelId: string, reports: ChannelReports) =>
      inTenant(db, tenantId, async (tx) => {
        await keepEvents(tx, channelId, reports.events);
        for (const wish of reports.wishes) await applyWish(tx, { ...wish, channelId });
        for (const move of reports.moves) await moveContact(tx, { ...move, channelId });
        await recordStatuses(tx, channelId, reports.statuses);
        if (reports.trouble !== null) await noteTrouble(tx, channelId, reports.trouble);
      }),
    isOurEcho: (tenantId: string, channelId: string, echo: SeenEcho) =>
      inTenant(db, tenantId, (tx) => isOurEcho(tx, channelId, echo)),
    mainContactKey: (tenantId: string, channelId: string, contactKeys: readonly string[]) =>
      inTenant(db, tenantId, (tx) => mainContactKey(tx, channelId, contactKeys)),
    noteInbound: (tenantId: string, channelId: string) => inTenant(db, tenantId, (tx) => noteInbound(tx, channelId)),
    noteExamination: (tenantId: string, channelId: string, found: Parameters<typeof noteExamination>[2]) =>
      inTenant(db, tenantId, (tx) => noteExamination(tx, channelId, found)),
    disconnect: (tenantId: string, channel: string) => inTenant(db, tenantId, (tx) => disconnectChannel(tx, channel)),
  };
}
