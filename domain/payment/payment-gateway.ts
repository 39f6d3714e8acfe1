import type { PlanInterval } from './payment.ts';

/**
 * The payment provider. Implementations never retry by themselves. All throw PaymentsUnavailable (try again with the
 * same arguments: the keys make it one effect) or PaymentRefused. Amounts are our minor units (ISO 4217 exponent).
 */
export interface PaymentGateway {
  /** Opens a page for one payment; called again for the same payment it answers the same page. */
  createSession(request: SessionRequest): Promise<ProviderSession>;
  /** Where a page stands now. */
  readSession(session: SessionRef): Promise<ProviderSession>;
  /** The page of a payment whose answer was lost; undefined when there is none. */
  findSession(request: {
    readonly paymentId: string;
    readonly accountId: string | null;
    readonly since: Date;
  }): Promise<ProviderSession | undefined>;
  /** Closes a page; one that was paid meanwhile stays paid. Answers how it stands. */
  expireSession(session: SessionRef): Promise<ProviderSession>;
  /** Gives money back; called again for the same refund it is one refund. */
  refund(
    request: RefundRequest,
  ): Promise<{ readonly refundId: string; readonly status: 'done' | 'pending' | 'failed' }>;
  /** `replaces`: the account that the shop took away from us; one that was made before for it is answered again. */
  createAccount(request: {
    readonly tenantId: string;
    readonly name: string;
    readonly replaces: string | null;
  }): Promise<AccountState>;
  readAccount(accountId: string): Promise<AccountState>;
  /** A page where the shop's owner tells the provider who they are; works once and for minutes. */
  onboardingLink(request: {
    readonly accountId: string;
    readonly returnUrl: string;
    readonly refreshUrl: string;
  }): Promise<{ readonly url: string; readonly expiresAt: string }>;
}

export interface SessionRef {
  readonly sessionId: string;
  readonly accountId: string | null;
}

export interface SessionRequest {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  /** Recurring payments only. */
  readonly interval: PlanInterval | null;
  readonly accountId: string | null;
  readonly expiresAt: Date;
  /** When the payment was written down: older requests are looked up before they are made again. */
  readonly createdAt: Date;
  readonly now: Date;
}

export interface ProviderSession {
  readonly sessionId: string;
  /** Null once it is closed. */
  readonly url: string | null;
  readonly state: 'open' | 'paid' | 'unpaid' | 'expired';
  readonly amountMinor: number;
  readonly currency: string;
  readonly intentId: string | null;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly paymentId: string;
  readonly tenantId: string;
  readonly intentId: string;
  readonly accountId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
}

/** How far a shop has come with the provider. */
export interface AccountState {
  readonly accountId: string;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
}
