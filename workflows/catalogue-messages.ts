/** Names of the workflow types, for clients that start them by name. */
export const EMBED_WORKFLOW = 'embedTexts';
export const CATALOG_WORKFLOW = 'fetchCatalog';

/** A tenant whose texts or catalogue are to be looked after. */
export interface TenantStart {
  readonly tenantId: string;
}

/** One a tenant at a time: its texts are embedded one batch after the other. */
export function embedWorkflowId(tenantId: string): string {
  return `embed:${tenantId}`;
}

/** One a tenant at a time: two fetches of one catalogue never cross. */
export function catalogWorkflowId(tenantId: string): string {
  return `catalog:${tenantId}`;
}
