/** What an access token says. Role and name are looked up: they may have changed since it was signed. */
export interface AccessClaims {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** Signed tokens that prove a login for some minutes. */
export interface AccessTokens {
  /** Seconds a token is good for. */
  readonly lifeSeconds: number;
  issue(claims: AccessClaims): Promise<string>;
  /** Undefined for whatever is not ours, changed, or too old. */
  read(token: string): Promise<AccessClaims | undefined>;
}
