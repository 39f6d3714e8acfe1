import type { LiveLimits } from './live-parts.ts';

/** Counts the live connections of this process. */
export interface Seats {
  /** Takes a place for a connection that has not said whose it is; undefined = the process is full. */
  take(): Seat | undefined;
  readonly taken: number;
}

export interface Seat {
  /** Says whose it is; false = the tenant has too many. */
  assign(tenantId: string): boolean;
  readonly leave: () => void;
}

export function createSeats(limits: LiveLimits, counted: (connections: number) => void): Seats {
  const ofTenants = new Map<string, number>();
  let taken = 0;
  return {
    get taken() {
      return taken;
    },
    take() {
      if (taken >= limits.perProcess) return undefined;
      taken += 1;
      counted(taken);
      let tenant: string | undefined;
      let isFree = false;
      return {
        assign(tenantId) {
          const count = ofTenants.get(tenantId) ?? 0;
          if (count >= limits.perTenant) return false;
          tenant = tenantId;
          ofTenants.set(tenantId, count + 1);
          return true;
        },
        leave: () => {
          if (isFree) return;
          isFree = true;
          taken -= 1;
          counted(taken);
          if (tenant === undefined) return;
          const left = (ofTenants.get(tenant) ?? 1) - 1;
          if (left === 0) ofTenants.delete(tenant);
          else ofTenants.set(tenant, left);
        },
      };
    },
  };
}
