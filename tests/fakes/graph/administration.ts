import { authorised, GraphRefusal } from './accounts.ts';
import type { GraphAccount } from './accounts.ts';
import type { FakeAnswer, FakeRequest } from '#tests/fakes/provider/fake-server.ts';

/** What an app has set up. */
export interface Administration {
  /** Callback address by `<app id>/<object>`. */
  readonly webhooks: Map<string, string>;
  /** Fields by owner (page, account, WABA). */
  readonly subscribed: Map<string, string>;
}

/** Webhook settings, subscriptions and look-ups; undefined for any other call. */
export function answerAdministration(
  administration: Administration,
  accounts: readonly GraphAccount[],
  request: FakeRequest,
  path: string,
): FakeAnswer | undefined {
  const [target = '', edge] = path.split('/');
  if (edge === 'subscriptions') return answerSubscriptions(administration, accounts, request, target);
  if (target === 'debug_token') {
    const known = accounts.some(({ token }) => token === request.url.searchParams.get('input_token'));
    return { status: 200, body: { data: { is_valid: known, expires_at: 0 } } };
  }
  if (edge === 'subscribed_apps') {
    const account = authorised(accounts, request);
    if (request.method === 'DELETE') administration.subscribed.delete(target);
    if (request.method === 'POST') {
      const { subscribed_fields: fields = '' } = JSON.parse(request.body) as { subscribed_fields?: string };
      if (account.kind !== 'whatsapp' && fields === '')
        throw new GraphRefusal(100, '(#100) subscribed_fields is required');
      administration.subscribed.set(target, fields);
    }
    const fields = administration.subscribed.get(target);
    const app =
      account.kind === 'whatsapp' ? { whatsapp_business_api_data: { id: account.appId } } : { id: account.appId };
    // Other programs of the shop may be subscribed as well.
    const data = [
      { id: '424242', name: 'another app', subscribed_fields: ['messages'] },
      ...(fields === undefined ? [] : [{ ...app, ...(fields !== '' && { subscribed_fields: fields.split(',') }) }]),
    ];
    return { status: 200, body: request.method === 'GET' ? { data } : { success: true } };
  }
  if (request.method !== 'GET' || edge !== undefined) return undefined;
  const account = authorised(accounts, request);
  if (account.id !== target) throw new GraphRefusal(100, `(#100) Object with ID '${target}' does not exist`);
  return { status: 200, body: { id: account.id, name: 'Test Page', username: 'test', verified_name: 'Test Shop' } };
}

function answerSubscriptions(
  administration: Administration,
  accounts: readonly GraphAccount[],
  request: FakeRequest,
  appId: string,
): FakeAnswer {
  const account = accounts.find((one) => one.appId === appId);
  if (account === undefined || request.headers.authorization !== `Bearer ${appId}|${account.appSecret}`) {
    throw new GraphRefusal(190, 'An app access token is needed', { status: 401 });
  }
  if (request.method === 'GET') {
    const data = [...administration.webhooks]
      .filter(([name]) => name.startsWith(`${appId}/`))
      .map(([name, url]) => ({ object: name.slice(appId.length + 1), callback_url: url, active: true }));
    return { status: 200, body: { data } };
  }
  const body = JSON.parse(request.body) as Record<string, unknown>;
  const { object, callback_url: url, verify_token: token, fields } = body;
  if (typeof url !== 'string' || !url.startsWith('https://')) throw new GraphRefusal(2200, '(#2200) callback_url');
  if (typeof token !== 'string' || token === '' || typeof fields !== 'string') throw new GraphRefusal(100, '(#100)');
  administration.webhooks.set(`${appId}/${String(object)}`, url);
  return { status: 200, body: { success: true } };
}
