import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import type { ReadProviderEvent } from '#domain/payment/provider-event.ts';
import { createStripeGateway } from './stripe/create-gateway.ts';
import { createEventReader } from './stripe/read-event.ts';

export interface PaymentConfig {
  readonly http: { readonly publicUrl: string };
  readonly payments: {
    readonly stripeApiUrl: string;
    readonly stripeSecretKey: string | undefined;
    readonly webhookSecrets: readonly string[] | undefined;
  };
}

/** The payment provider as configured; what is not is left out. */
export function openPayments({ http, payments }: PaymentConfig): {
  readonly gateway?: PaymentGateway;
  readonly readEvent?: ReadProviderEvent;
} {
  const { stripeApiUrl: apiUrl, stripeSecretKey: secretKey, webhookSecrets } = payments;
  const returnUrl = `${http.publicUrl}/payments/done`;
  return {
    ...(secretKey !== undefined && { gateway: createStripeGateway({ secretKey, apiUrl, returnUrl }) }),
    ...(webhookSecrets !== undefined && { readEvent: createEventReader(webhookSecrets) }),
  };
}
