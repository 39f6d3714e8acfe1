import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Caller } from '#api/middleware/authenticate.ts';

/** In whose name a caller acts. The only source of "by whom" for people. */
export function staffOf(caller: Caller): StaffMember {
  switch (caller.kind) {
    case 'platform':
      return { id: 'platform', name: 'Platform' };
    case 'tenant':
      return { id: `key:${caller.keyId}`, name: caller.tenant.name };
    case 'user':
      return { id: caller.user.id, name: caller.user.name };
  }
}
