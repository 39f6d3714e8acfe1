import { Fields, StripeProblem } from './form.ts';
import type { Form } from './form.ts';
import { idOf, now, readSession, shownSession } from './objects.ts';
import type { Account, Charge, Refund, Session, Thing } from './objects.ts';

export interface StripeEvent extends Thing {
  readonly type: string;
  readonly account?: string;
}

/** What one account of the provider holds; '' is the platform's own. */
interface Books {
  readonly sessions: Map<string, Session>;
  readonly charges: Map<string, Charge>;
  readonly refunds: Map<string, Refund>;
}

/** The provider's state and rules, without any wire. Changes answer the events they bring about, in their order. */
export class StripeState {
  readonly accounts = new Map<string, Account>();
  readonly #books = new Map<string, Books>();
  readonly #pageUrl: () => string;

  constructor(pageUrl: () => string) {
    this.#pageUrl = pageUrl;
  }

  books(account: string): Books {
    const known = this.#books.get(account) ?? { sessions: new Map(), charges: new Map(), refunds: new Map() };
    this.#books.set(account, known);
    return known;
  }

  get sessions(): readonly Session[] {
    return [...this.#books.values()].flatMap(({ sessions }) => [...sessions.values()]);
  }

  get refunds(): readonly Refund[] {
    return [...this.#books.values()].flatMap(({ refunds }) => [...refunds.values()]);
  }

  createSession(account: string, form: Form): unknown {
    if (account !== '' && this.accounts.get(account)?.charges_enabled !== true) {
      throw new StripeProblem(400, 'Your account cannot currently make live charges.', { code: 'account_invalid' });
    }
    const session = readSession(form, this.#pageUrl());
    this.books(account).sessions.set(session.id, session);
    return shownSession(session);
  }

  readSession(account: string, id: string): unknown {
    return shownSession(this.#session(account, id));
  }

  listSessions(account: string, since: number): unknown {
    const found = [...this.books(account).sessions.values()].filter(({ created }) => created >= since).toReversed();
    return { object: 'list', url: '/v1/checkout/sessions', has_more: false, data: found.map(shownSession) };
  }

  expireSession(account: string, id: string): { shown: unknown; events: StripeEvent[] } {
    const session = this.#session(account, id);
    if (session.status !== 'open')
      throw new StripeProblem(400, 'Only Checkout Sessions with a status in ["open"] can be expired.');
    Object.assign(session, { status: 'expired', url: null });
    return {
      shown: shownSession(session),
      events: [eventOf('checkout.session.expired', shownSession(session), account)],
    };
  }

  /** The customer pays the page. @throws StripeProblem when it is closed */
  pay(id: string, options: { readonly later?: boolean } = {}): StripeEvent[] {
    const account = [...this.#books].find(([, { sessions }]) => sessions.has(id))?.[0] ?? '';
    const session = this.#session(account, id);
    if (session.status !== 'open') throw new StripeProblem(400, 'This page is closed.');
    const intent = idOf('pi');
    Object.assign(session, { status: 'complete', url: null, payment_intent: intent });
    if (options.later) return [eventOf('checkout.session.completed', shownSession(session), account)];
    session.payment_status = 'paid';
    const charge: Charge = {
      id: idOf('ch'),
      object: 'charge',
      amount: session.amount_total,
      amount_refunded: 0,
      currency: session.currency,
      metadata: session.intentMetadata,
      payment_intent: intent,
      refunded: false,
      status: 'succeeded',
    };
    this.books(account).charges.set(intent, charge);
    const about = {
      id: intent,
      object: 'payment_intent',
      amount: session.amount_total,
      currency: session.currency,
      metadata: session.intentMetadata,
    };
    return [
      eventOf('payment_intent.created', about, account),
      eventOf('charge.succeeded', { ...charge }, account),
      eventOf('payment_intent.succeeded', about, account),
      eventOf('checkout.session.completed', shownSession(session), account),
    ];
  }

  refund(account: string, form: Form): { shown: Refund; events: StripeEvent[] } {
    const fields = new Fields(form);
    const intent = fields.text('payment_intent');
    const amount = fields.integer('amount');
    const metadata = fields.map('metadata');
    fields.end();
    const charge = this.books(account).charges.get(intent);
    if (charge === undefined)
      throw new StripeProblem(404, `No such payment_intent: '${intent}'`, { code: 'resource_missing' });
    if (charge.refunded)
      throw new StripeProblem(400, 'Charge has already been refunded.', { code: 'charge_already_refunded' });
    if (amount <= 0 || amount > charge.amount - charge.amount_refunded) {
      throw new StripeProblem(400, 'Refund amount is greater than unrefunded amount on charge.', { param: 'amount' });
    }
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    const refund: Refund = {
      id: idOf('re'),
      object: 'refund',
      amount,
      charge: charge.id,
      currency: charge['currency'],
      metadata,
      payment_intent: intent,
      status: 'succeeded',
    };
    this.books(account).refunds.set(refund.id, refund);
    return { shown: refund, events: [eventOf('charge.refunded', { ...charge }, account)] };
  }

  listRefunds(account: string, intent: string): unknown {
    const data = [...this.books(account).refunds.values()].filter((refund) => refund.payment_intent === intent);
    return { object: 'list', url: '/v1/refunds', has_more: false, data };
  }

  createAccount(form: Form): Account {
    const fields = new Fields(form);
    fields.one('type', ['standard', 'express']);
    const profile = fields.nest('business_profile');
    profile?.text('name');
    profile?.end();
    const metadata = fields.map('metadata');
    fields.end();
    const account: Account = {
      id: idOf('acct'),
      object: 'account',
      charges_enabled: false,
      payouts_enabled: false,
      details_submitted: false,
      metadata,
    };
    this.accounts.set(account.id, account);
    return account;
  }

  readAccount(id: string): Account {
    const account = this.accounts.get(id);
    if (account === undefined)
      throw new StripeProblem(403, `The provided key does not have access to account '${id}'.`, {
        code: 'account_invalid',
      });
    return account;
  }

  linkAccount(form: Form): unknown {
    const fields = new Fields(form);
    const account = this.readAccount(fields.text('account'));
    fields.url('refresh_url');
    fields.url('return_url');
    fields.one('type', ['account_onboarding']);
    fields.end();
    const link = { object: 'account_link', created: now(), expires_at: now() + 300 };
    return { ...link, url: `${this.#pageUrl()}/onboard/${account.id}/${idOf('link')}` };
  }

  /** The shop's owner has told everything. */
  finishOnboarding(id: string): StripeEvent[] {
    const account = this.readAccount(id);
    Object.assign(account, { charges_enabled: true, payouts_enabled: true, details_submitted: true });
    return [eventOf('account.updated', { ...account }, id)];
  }

  deauthorize(id: string): StripeEvent[] {
    this.accounts.delete(id);
    return [eventOf('account.application.deauthorized', { id: 'ca_test', object: 'application', name: null }, id)];
  }

  #session(account: string, id: string): Session {
    const session = this.books(account).sessions.get(id);
    if (session === undefined)
      throw new StripeProblem(404, `No such checkout.session: '${id}'`, { code: 'resource_missing' });
    return session;
  }
}

export function eventOf(type: string, object: unknown, account: string): StripeEvent {
  return {
    id: idOf('evt'),
    object: 'event',
    type,
    api_version: '2026-10-28',
    created: now(),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object },
    ...(account !== '' && { account }),
  };
}
