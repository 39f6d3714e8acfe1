/** Parts of the API, as the OpenAPI document names them; a key may be bound to some. With `Team` a bound key only reads. */
export const SCOPES = [
  'Accounts',
  'Bookings',
  'Canned replies',
  'Catalog',
  'Channels',
  'Chat',
  'Contacts',
  'Conversations',
  'Documentation',
  'Handoff',
  'Health',
  'Knowledge',
  'Labels',
  'Leads',
  'Library',
  'Live',
  'Models',
  'Operations',
  'Orders',
  'Outgoing webhooks',
  'Payments',
  'Privacy',
  'Products',
  'Prompts',
  'Questions',
  'Search',
  'Settings',
  'Team',
  'Tenants',
  'Usage',
  'Webhooks',
  'Widget',
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}

/** No scopes = every part. */
export function scopesCover(scopes: readonly Scope[], part: Scope): boolean {
  return scopes.length === 0 || scopes.includes(part);
}
