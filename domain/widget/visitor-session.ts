/** Proof that a browser is the visitor who began a conversation. */
export interface VisitorSession {
  /** Sent as `Authorization: Bearer`; holds until `expiresAt`. */
  readonly token: string;
  readonly visitorId: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

export interface VisitorSessions {
  /** A session of a new visitor, or a longer one of a known visitor. */
  issue(tenantId: string, visitorId?: string): VisitorSession;
  /** Whose token it is; undefined for one that is forged, expired or of another tenant. */
  visitorOf(tenantId: string, token: string): string | undefined;
}

const PREFIX = 'widget:';

/** The visitor id of a random unique text. */
export function widgetVisitorId(unique: string): string {
  return `${PREFIX}${unique}`;
}

/** True for ids that speak only with a session; other ids are secrets that their owner made. */
export function isWidgetVisitor(userId: string): boolean {
  return userId.startsWith(PREFIX);
}
