import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import { createStripeGateway } from './stripe/create-gateway.ts';

export interface PaymentConfig {
  readonly http: { readonly publicUrl: string };
  readonly payments: { readonly stripeApiUrl: string; readonly stripeSecretKey: string | undefined };
}

/** The payment provider as configured; empty when there is none. */
export function openPayments({ http, payments }: PaymentConfig): { readonly payments?: PaymentGateway } {
  if (payments.stripeSecretKey === undefined) return {};
  return {
    payments: createStripeGateway({
      secretKey: payments.stripeSecretKey,
      apiUrl: payments.stripeApiUrl,
      returnUrl: `${http.publicUrl}/payments/done`,
    }),
  };
}
