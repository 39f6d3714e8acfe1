import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import type { ReadProviderEvent } from '#domain/payment/provider-event.ts';

export interface PaymentConfig {
  readonly http: { readonly publicUrl: string };
  readonly payments: {
    readonly stripeApiUrl: string;
    readonly stripeSecretKey: string | undefined;
    readonly webhookSecrets: readonly string[] | undefined;
  };
}

/** The payment provider as configured; what is not is left out, and its SDK is not loaded. */
export async function openPayments({ http, payments }: PaymentConfig): Promise<{
  readonly gateway?: PaymentGateway;
  readonly readEvent?: ReadProviderEvent;
}> {
  const { stripeApiUrl: apiUrl, stripeSecretKey: secretKey, webhookSecrets } = payments;
  const returnUrl = `${http.publicUrl}/payments/done`;
  return {
    ...(secretKey !== undefined && {
      gateway: (await import('./stripe/create-gateway.ts')).createStripeGateway({ secretKey, apiUrl, returnUrl }),
    }),
    ...(webhookSecrets !== undefined && {
      readEvent: (await import('./stripe/read-event.ts')).createEventReader(webhookSecrets),
    }),
  };
}
