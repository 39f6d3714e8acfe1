/** Why we close a socket; the client may switch on it. */
export const CLOSE = {
  /** The process ends: connect again and resume. */
  goingAway: 1001,
  /** Too many connections: later. */
  tryLater: 1013,
  badFrame: 4400,
  /** No, a wrong or an expired token; or the account was switched off. */
  unauthorized: 4401,
  forbidden: 4403,
  /** No `auth` frame in time. */
  authTimeout: 4408,
  /** It takes too slowly what is sent: connect again and resume behind the last event. */
  tooSlow: 4410,
  tooManyFrames: 4429,
} as const;
