import Stripe from 'stripe';
import type { StripeEvent } from './state.ts';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** How one batch of events goes out. */
export interface DeliveryManner {
  /** Every event this many times. */
  readonly copies?: number;
  /** Newest first instead of in order. */
  readonly reversed?: boolean;
  /** All at once instead of one after the other. */
  readonly atOnce?: boolean;
}

export interface DeliveryReport {
  readonly event: StripeEvent;
  readonly status: number;
}

/** Signs with the SDK, not with anything of ours, and calls the endpoint. A refused delivery is not repeated here. */
export function createWebhookSender(target: () => WebhookTarget | undefined) {
  const { webhooks } = new Stripe('sk_test_signer');

  async function send(event: StripeEvent, changes: { readonly secret?: string; readonly ageS?: number } = {}) {
    const to = target();
    if (to === undefined) throw new Error('the fake was given no webhook address');
    const payload = JSON.stringify(event, null, 2);
    const signature = webhooks.generateTestHeaderString({
      payload,
      secret: changes.secret ?? to.secret,
      timestamp: Math.floor(Date.now() / 1_000) - (changes.ageS ?? 0),
    });
    const response = await fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      body: payload,
      signal: AbortSignal.timeout(30_000),
    });
    await response.arrayBuffer();
    return response.status;
  }

  return {
    send,
    async sendAll(events: readonly StripeEvent[], manner: DeliveryManner = {}): Promise<DeliveryReport[]> {
      const ordered = manner.reversed ? events.toReversed() : events;
      const copies = Array.from({ length: manner.copies ?? 1 }, () => ordered).flat();
      const one = async (event: StripeEvent) => ({ event, status: await send(event).catch(() => 0) });
      if (manner.atOnce) return Promise.all(copies.map(one));
      const reports: DeliveryReport[] = [];
      for (const event of copies) reports.push(await one(event));
      return reports;
    },
  };
}
