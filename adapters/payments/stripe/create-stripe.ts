import Stripe from 'stripe';

export interface StripeOptions {
  readonly secretKey: string;
  /** `https://api.stripe.com`, or a stand-in. */
  readonly apiUrl: string;
  /** Longest call, ms (20000). */
  readonly timeoutMs?: number;
}

/**
 * The SDK against any address, without retries: those are Temporal's. One it still makes, when the connection is closed
 * under a call; the call's key makes that one effect.
 */
export function createStripe(options: StripeOptions): Stripe {
  const url = new URL(options.apiUrl);
  const isPlain = url.protocol === 'http:';
  return new Stripe(options.secretKey, {
    maxNetworkRetries: 0,
    timeout: options.timeoutMs ?? 20_000,
    telemetry: false,
    host: url.hostname,
    port: url.port === '' ? (isPlain ? 80 : 443) : Number(url.port),
    protocol: isPlain ? 'http' : 'https',
    appInfo: { name: 'colloquy' },
  });
}
