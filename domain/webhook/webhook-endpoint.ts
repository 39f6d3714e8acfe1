/** `off`: switched off by staff; `disabled`: by us, after it failed for days. */
export type EndpointStatus = 'active' | 'off' | 'disabled';

/** Where a shop wants to be told of facts; its secret is never shown again. Times are ISO 8601 UTC. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Types of facts, `order.*` for all of a kind; empty = all. */
  readonly types: readonly string[];
  readonly status: EndpointStatus;
  readonly failingSince: string | null;
  readonly lastError: string | null;
  readonly lastSuccessAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewWebhookEndpoint {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
}

/** Who is there comes and goes all the time: it goes out only where it was asked for. */
const ONLY_BY_NAME: ReadonlySet<string> = new Set(['presence']);

/** Whether an endpoint wants to hear of such facts. */
export function wantsFact(types: readonly string[], type: string): boolean {
  if (types.length === 0) return !ONLY_BY_NAME.has(type);
  return types.some((wanted) => wanted === type || (wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1))));
}
