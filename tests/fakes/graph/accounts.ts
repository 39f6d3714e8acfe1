import { createHmac } from 'node:crypto';
import type { FakeRequest } from '#tests/fakes/provider/fake-server.ts';

/** An account as Meta knows it. */
export interface GraphAccount {
  readonly kind: 'whatsapp' | 'messenger' | 'instagram';
  /** phone_number_id, page id or Instagram account id. */
  readonly id: string;
  readonly token: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Approved templates by name. */
  readonly templates?: readonly string[];
}

/** A message that was accepted. */
export interface GraphMessage {
  readonly id: string;
  readonly accountId: string;
  /** A person's id, or `comment:<id>` for what was written at a comment. */
  readonly to: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the sender wants to see again: biz_opaque_callback_data or metadata. */
  readonly key: string | undefined;
}

/** Thrown by the rules: Graph refuses the call. */
export class GraphRefusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly subcode: number | undefined;
  constructor(code: number, message: string, options: { status?: number; subcode?: number } = {}) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.subcode = options.subcode;
  }
}

/** The account a call is made for. @throws GraphRefusal 190 for a token nobody has, 100 for a wrong proof of it */
export function authorised(accounts: readonly GraphAccount[], request: FakeRequest): GraphAccount {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const account = accounts.find((one) => one.token === token);
  if (account === undefined) throw new GraphRefusal(190, 'Invalid OAuth access token.', { status: 401 });
  const proof = request.url.searchParams.get('appsecret_proof');
  if (proof !== createHmac('sha256', account.appSecret).update(account.token).digest('hex')) {
    throw new GraphRefusal(100, 'Invalid appsecret_proof provided in the API argument');
  }
  return account;
}
