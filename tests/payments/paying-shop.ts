import { startFakeStripe } from '#tests/fakes/stripe/stripe-server.ts';
import type { FakeStripe } from '#tests/fakes/stripe/stripe-server.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack, StackOptions } from '#tests/support/stack.ts';

/** The whole product with a Stripe of its own, whose events of every shop go to the one address. */
export interface PayingShop {
  readonly stack: Stack;
  readonly stripe: FakeStripe;
  /** JSON of a staff request. */
  staff(
    path: string,
    init?: { readonly method?: string; readonly body?: unknown; readonly key?: string },
  ): Promise<{
    readonly status: number;
    readonly json: Record<string, unknown>;
  }>;
  stop(): Promise<void>;
}

export async function startPayingShop(options: StackOptions = {}): Promise<PayingShop> {
  const stripe = await startFakeStripe();
  const env = {
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: `whsec_old,${stripe.webhookSecret}`,
    ...options.env,
  };
  const stack = await startStack({ tenant: quickTenant(), ...options, env }).catch(async (error: unknown) => {
    await stripe.close();
    throw error;
  });
  stripe.deliverTo(`${stack.apiUrl}/webhooks/stripe`);
  return {
    stack,
    stripe,
    async staff(path, { method = 'GET', body, key } = {}) {
      const response = await stack.request(path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      });
      const words = await response.text();
      return { status: response.status, json: (words === '' ? {} : JSON.parse(words)) as Record<string, unknown> };
    },
    async stop() {
      await stack.stop();
      await stripe.close();
    },
  };
}
