import type { PaymentService } from '#api/payment-service.ts';
import type { PaymentStore } from '#domain/payment/payment-store.ts';

const NONE = async () => undefined;

/** Payments that are not configured, of a shop that has none. Whatever else is asked of it fails. */
export function fakePayments(): PaymentService {
  const store: Partial<PaymentStore> = {
    find: NONE,
    list: async () => ({ items: [], next: null }),
    account: async () => null,
  };
  return {
    store: new Proxy(store, {
      get(target, name) {
        const known = Reflect.get(target, name) as unknown;
        if (known === undefined) throw new Error(`the fake payments can't ${String(name)}`);
        return known;
      },
    }) as PaymentStore,
    plans: { list: async () => [], save: () => Promise.reject(new Error('the fake payments keep no plans')) },
    tenantOfAccount: NONE,
    tenantById: NONE,
    wake: NONE,
    qrCode: async () => '<svg/>',
  };
}
