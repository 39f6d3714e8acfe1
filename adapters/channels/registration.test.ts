import type { ChannelModule } from '#domain/channel-port.ts';
import { startFakeGraph } from '#tests/fakes/graph/graph.ts';
import type { FakeGraph } from '#tests/fakes/graph/graph.ts';
import { startFakeTelegram } from '#tests/fakes/telegram.ts';
import type { FakeTelegram } from '#tests/fakes/telegram.ts';
import { startFakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import type { FakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import { instagramChannel } from './instagram/instagram.ts';
import { messengerChannel } from './messenger/messenger.ts';
import { telegramChannel } from './telegram/telegram.ts';
import { twilioChannel } from './twilio/twilio.ts';
import { whatsAppChannel } from './whatsapp/whatsapp.ts';

/* What each channel sets at its provider, and what it finds there afterwards, against fakes that keep it. */

const URL_OF = (channel: string, slug = 'shop') => `https://colloquy.example/webhooks/${channel}/${slug}`;
const APP = { app_id: '12345', app_secret: 'app-secret-1', verify_token: 'verify-me' };
const BOT = '1000:aaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const NUMBERS = { sms_from: '+15550001111', whatsapp_from: 'whatsapp:+15550002222' };
const TWILIO = { account_sid: 'AC0123456789', auth_token: 'twilio-token' };

let graph: FakeGraph;
let twilio: FakeTwilio;
let telegram: FakeTelegram;
beforeEach(async () => {
  [graph, twilio, telegram] = await Promise.all([
    startFakeGraph(),
    startFakeTwilio(),
    startFakeTelegram({ tokens: [BOT] }),
  ]);
  const app = { appId: APP.app_id, appSecret: APP.app_secret };
  graph.addAccount({ kind: 'whatsapp', id: '1001', token: 'token-whatsapp', ...app });
  graph.addAccount({ kind: 'messenger', id: '2001', token: 'token-page', ...app });
  graph.addAccount({ kind: 'instagram', id: '17841', token: 'token-instagram', ...app });
  twilio.addAccount({ sid: TWILIO.account_sid, token: TWILIO.auth_token, numbers: Object.values(NUMBERS) });
});
afterEach(async () => {
  await Promise.all([graph.close(), twilio.close(), telegram.close()]);
});

interface Case {
  readonly module: () => ChannelModule;
  readonly credentials: Readonly<Record<string, string>>;
}
const CASES: Readonly<Record<string, Case>> = {
  telegram: {
    module: () => telegramChannel({ apiRoot: telegram.apiRoot }),
    credentials: { bot_token: BOT, secret_token: 'secret-of-the-bot' },
  },
  whatsapp: {
    module: () => whatsAppChannel({ graphUrl: graph.url }),
    credentials: { ...APP, access_token: 'token-whatsapp', phone_number_id: '1001', waba_id: '1002' },
  },
  messenger: {
    module: () => messengerChannel({ graphUrl: graph.url }),
    credentials: { ...APP, access_token: 'token-page', page_id: '2001' },
  },
  instagram: {
    module: () => instagramChannel({ graphUrl: graph.url }),
    credentials: { ...APP, access_token: 'token-instagram', account_id: '17841', page_id: '2001' },
  },
  twilio: {
    module: () => twilioChannel({ apiUrl: twilio.url }),
    credentials: { ...TWILIO, ...NUMBERS, messaging_service_sid: 'MG0123456789' },
  },
};

const noProblems = () => expect([graph.problems, twilio.problems]).toEqual([[], []]);

test.each(Object.entries(CASES))(
  '%s: nothing, then ours and nothing to see to, then nothing again',
  async (name, one) => {
    const { credentials } = one;
    const module = one.module();
    const examine = async () => module.examine?.(credentials, URL_OF(name));
    expect((await examine())?.webhook).toBe('none');
    await module.register?.(credentials, URL_OF(name));
    expect(await examine()).toMatchObject({ webhook: 'ours', problems: [] });
    await module.register?.(credentials, `https://elsewhere.example/webhooks/${name}/shop`);
    expect((await examine())?.webhook).toBe('other');
    await module.register?.(credentials, URL_OF(name));
    await module.unregister?.(credentials);
    const after = await examine();
    const isSilent = after?.webhook === 'none' || (after?.problems.length ?? 0) > 0;
    // The page's subscription is Messenger's as well.
    expect(isSilent).toBe(name !== 'instagram');
    noProblems();
  },
);

test('one app brings the pages of several tenants: any address of ours is ours', async () => {
  const { credentials } = CASES['messenger'] ?? { credentials: {} };
  const module = messengerChannel({ graphUrl: graph.url });
  await module.register?.(credentials, URL_OF('messenger', 'another-tenant'));
  expect(await module.examine?.(credentials, URL_OF('messenger'))).toMatchObject({ webhook: 'ours', problems: [] });
});

test('another app’s subscription to the page is not ours, and a field that is missing is named', async () => {
  const { credentials } = CASES['messenger'] ?? { credentials: {} };
  const module = messengerChannel({ graphUrl: graph.url });
  await module.register?.(credentials, URL_OF('messenger'));
  graph.administration.subscribed.set('2001', 'messages,feed');
  const partly = await module.examine?.(credentials, URL_OF('messenger'));
  expect(partly?.problems).toEqual([expect.stringMatching(/not subscribed to messaging_postbacks/)]);
  await module.unregister?.(credentials);
  expect((await module.examine?.(credentials, URL_OF('messenger')))?.problems).toEqual([
    expect.stringMatching(/deliveries do not come/),
  ]);
});

test('an Instagram account of a page is heard through the page, whose other channel it must not silence', async () => {
  const messenger = CASES['messenger'];
  const instagram = CASES['instagram'];
  if (messenger === undefined || instagram === undefined) throw new Error('no such case');
  await messenger.module().register?.(messenger.credentials, URL_OF('messenger'));
  await instagram.module().register?.(instagram.credentials, URL_OF('instagram'));
  await instagram.module().unregister?.(instagram.credentials);
  expect(graph.administration.subscribed.has('17841')).toBe(false);
  const report = await messenger.module().examine?.(messenger.credentials, URL_OF('messenger'));
  expect(report).toMatchObject({ webhook: 'ours', problems: [] });
});

test.each(['messenger', 'instagram'] as const)(
  '%s without app_id is subscribed, and its address entered by hand',
  async (name) => {
    const { app_id: _app, ...credentials } = CASES[name]?.credentials ?? {};
    const registering = CASES[name]?.module().register?.(credentials, URL_OF(name));
    await expect(registering).rejects.toMatchObject({
      reason: 'invalid',
      message: expect.stringContaining(URL_OF(name)),
    });
    expect(graph.administration.subscribed.get('2001')).toContain('messages');
  },
);

test('Instagram Login has a host of its own, which is asked nothing of apps', async () => {
  const asked: string[] = [];
  const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    asked.push(`${host}${pathname}`);
    const data = [{ subscribed_fields: ['messages'] }];
    return Response.json(pathname.endsWith('subscribed_apps') ? { success: true, data } : { username: 'shop' });
  });
  try {
    const module = instagramChannel({ graphUrl: 'https://graph.facebook.com' });
    const credentials = { ...APP, access_token: 't', account_id: '17841' };
    const report = await module.examine?.(credentials, URL_OF('instagram'));
    expect(report).toMatchObject({ account: 'shop', webhook: null });
    await expect(module.register?.(credentials, URL_OF('instagram'))).rejects.toMatchObject({ reason: 'invalid' });
    expect(new Set(asked)).toEqual(
      new Set(['graph.instagram.com/v25.0/17841', 'graph.instagram.com/v25.0/17841/subscribed_apps']),
    );
  } finally {
    spy.mockRestore();
  }
});

test('a number that is not the account’s (a sandbox) is set by hand, the others by us', async () => {
  const module = twilioChannel({ apiUrl: twilio.url });
  const credentials = { ...TWILIO, ...NUMBERS, whatsapp_from: 'whatsapp:+14155238886' };
  await expect(module.register?.(credentials, URL_OF('twilio'))).rejects.toMatchObject({
    reason: 'invalid',
    message: expect.stringMatching(/whatsapp_from.*#rc=2&rp=ct,rt,5xx in the console/),
  });
  expect(twilio.addresses.get(NUMBERS.sms_from)).toContain(URL_OF('twilio'));
  expect(await module.examine?.(credentials, URL_OF('twilio'))).toMatchObject({
    webhook: 'ours',
    problems: [expect.stringMatching(/whatsapp_from/)],
  });
});

test('a Telegram webhook that someone else set without our kinds of updates is not silent about it', async () => {
  const module = telegramChannel({ apiRoot: telegram.apiRoot });
  const url = URL_OF('telegram');
  const body = JSON.stringify({ url, allowed_updates: ['message'] });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${telegram.apiRoot}/bot${BOT}/setWebhook`, { method: 'POST', headers, body });
  const report = await module.examine?.(CASES['telegram']?.credentials ?? {}, url);
  expect(report?.problems).toEqual([expect.stringMatching(/does not deliver edited_message, callback_query/)]);
});
