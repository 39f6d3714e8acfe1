/** What a person or a key of a shop may do, the least first. Each may do what those before it may. */
export const ROLES = ['viewer', 'agent', 'admin'] as const;

/** `viewer` reads; `agent` also talks to customers, takes orders and bookings; `admin` also changes the shop itself. */
export type Role = (typeof ROLES)[number];

/** Whether somebody who is `have` may do what asks for `need`. */
export function roleAllows(have: Role, need: Role): boolean {
  return ROLES.indexOf(have) >= ROLES.indexOf(need);
}

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value);
}
