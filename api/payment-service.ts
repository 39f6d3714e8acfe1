import type { PaymentGateway } from '#domain/payment/payment-gateway.ts';
import type { PaymentStore } from '#domain/payment/payment-store.ts';
import type { Plan } from '#domain/payment/payment.ts';
import type { ReadProviderEvent } from '#domain/payment/provider-event.ts';
import type { TenantRef } from './records.ts';

/** What taking payments needs. Built in `server.ts`. */
export interface PaymentService {
  /** Left out where no payment provider is configured. */
  readonly gateway?: PaymentGateway;
  /** Left out where no signing secret is configured. */
  readonly readEvent?: ReadProviderEvent;
  readonly store: PaymentStore;
  readonly plans: {
    list(tenantId: string): Promise<readonly Plan[]>;
    /** Creates the plan of this code, or replaces it. */
    save(tenantId: string, plan: Omit<Plan, 'id' | 'currency'>): Promise<Plan>;
  };
  /** Whose account at the provider it is. */
  tenantOfAccount(accountId: string): Promise<TenantRef | undefined>;
  tenantById(tenantId: string): Promise<TenantRef | undefined>;
  /** Has the payment's clock look at its row. @throws when Temporal is away */
  wake(tenantId: string, paymentId: string): Promise<void>;
  /** An address as a picture that phones read. */
  qrCode(address: string, format: 'png' | 'svg'): Promise<Uint8Array | string>;
}
