import type { ChannelSender, ChannelTarget, OutboundPart } from '#domain/ports.ts';
import { ChannelOutcomeUnknown, ChannelRateLimited, ChannelRefused, ChannelUnavailable } from '#domain/errors.ts';
import type { ProviderFault } from '#tests/fakes/provider/fake-server.ts';
import { startFakeGraph } from '#tests/fakes/graph/graph.ts';
import type { FakeGraph } from '#tests/fakes/graph/graph.ts';
import { startFakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import type { FakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import { instagramChannel } from './instagram/instagram.ts';
import { messengerChannel } from './messenger/messenger.ts';
import { twilioChannel } from './twilio/twilio.ts';
import { whatsAppChannel } from './whatsapp/whatsapp.ts';

/* What each sender says to its provider, and what it makes of each answer, against fakes that check every call. */

const APP = { app_id: '12345', app_secret: 'app-secret-1', verify_token: 'verify-me' };
const CREDENTIALS = {
  whatsapp: { ...APP, access_token: 'token-whatsapp', phone_number_id: '1001', waba_id: '1002' },
  messenger: { ...APP, access_token: 'token-messenger', page_id: '2001' },
  instagram: { ...APP, access_token: 'token-instagram', account_id: '17841' },
  twilio: {
    account_sid: 'AC0123456789',
    auth_token: 'twilio-token',
    sms_from: '+15550001111',
    whatsapp_from: 'whatsapp:+15550002222',
  },
};

let graph: FakeGraph;
let twilio: FakeTwilio;
beforeAll(async () => {
  graph = await startFakeGraph();
  twilio = await startFakeTwilio();
  const app = { appId: APP.app_id, appSecret: APP.app_secret };
  graph.addAccount({ kind: 'whatsapp', id: '1001', token: 'token-whatsapp', templates: ['reopen'], ...app });
  graph.addAccount({ kind: 'messenger', id: '2001', token: 'token-messenger', ...app });
  graph.addAccount({ kind: 'instagram', id: '17841', token: 'token-instagram', ...app });
  const numbers = [CREDENTIALS.twilio.sms_from, CREDENTIALS.twilio.whatsapp_from];
  twilio.addAccount({ sid: 'AC0123456789', token: 'twilio-token', numbers, templates: ['HX0123456789'] });
});
afterAll(async () => {
  await graph.close();
  await twilio.close();
});
afterEach(() => {
  graph.clearFaults();
  twilio.clearFaults();
});

type Name = keyof typeof CREDENTIALS;

function senderOf(name: Name, limitMs = 5_000): ChannelSender {
  const options = { graphUrl: graph.url, limitMs };
  if (name === 'whatsapp') return whatsAppChannel(options).sender;
  if (name === 'messenger') return messengerChannel(options).sender;
  if (name === 'instagram') return instagramChannel(options).sender;
  return twilioChannel({ apiUrl: twilio.url, limitMs }).sender;
}

const RECIPIENTS: Record<Name, string> = {
  whatsapp: '972501234567',
  messenger: '5551',
  instagram: '6661',
  twilio: 'whatsapp:+972501234567',
};

function targetOf(name: Name, extra: Partial<ChannelTarget> = {}): ChannelTarget {
  return { credentials: CREDENTIALS[name], recipient: RECIPIENTS[name], ...extra };
}

async function failure(name: Name, fault: ProviderFault, part: Partial<OutboundPart> = {}, limitMs?: number) {
  (name === 'twilio' ? twilio : graph).addFault(fault);
  const sending = senderOf(name, limitMs).send(targetOf(name), { text: 'hello', key: 'k', ...part });
  return sending.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const sentTo = (name: Name, recipient = RECIPIENTS[name]) =>
  name === 'twilio' ? twilio.messagesTo(recipient).at(-1) : graph.messagesTo(recipient).at(-1);
const expectNoProblems = () => expect([graph.problems, twilio.problems]).toEqual([[], []]);

const ALL = ['whatsapp', 'messenger', 'instagram', 'twilio'] as const;

describe.each(ALL)('%s', (name) => {
  test('sends words as they were written and answers the provider’s id', async () => {
    const text = 'שלום! 2 < 3 & *not bold* 🍖\n\nsecond line';
    const { providerMessageId } = await senderOf(name).send(targetOf(name), { text, key: 'c:1:1' });
    expect(providerMessageId).toMatch(/^(wamid|m_fake|SM)/);
    expect(sentTo(name)?.text).toBe(text);
    expectNoProblems();
  });

  test('sends a picture and choices in a form that the provider takes', async () => {
    const choices = ['Yes', 'No', 'Later', 'A title that is far too long for a button'].map((title) => ({
      id: title,
      title,
    }));
    const imageUrl = 'https://shop.example/a.jpg';
    await senderOf(name).send(targetOf(name), { text: 'Which?', key: 'k', choices: choices.slice(0, 3) });
    await senderOf(name).send(targetOf(name), { text: 'Which?', key: 'k', choices });
    expect(sentTo(name)?.text).toContain('4. A title');
    await senderOf(name).send(targetOf(name), { text: 'Look', key: 'k', imageUrl });
    await senderOf(name).send(targetOf(name), { text: 'Look', key: 'k', imageUrl, choices });
    expectNoProblems();
  });

  test('a full part whose choices can’t be buttons is not longer than it was', async () => {
    const { maxText, textUnit, buttons } = senderOf(name).capabilities;
    if (buttons === 0) return;
    const list = ['Rye', 'Wheat', 'Oats'];
    const lines = list.map((title, nth) => `${nth + 1}. ${title}`).join('\n');
    const words = 'x'.repeat(maxText - lines.length - 1);
    expect(textUnit).not.toBe('segments');
    await senderOf(name).send(targetOf(name), {
      text: words,
      key: 'k',
      choices: list.map((id) => ({ id, title: id })),
    });
    expectNoProblems();
  });

  test('shows typing', async () => {
    await senderOf(name).typing(targetOf(name, { lastMessageId: 'SM123' }));
    expect(name === 'twilio' ? twilio.typing.length : graph.actions.length).toBeGreaterThan(0);
    expectNoProblems();
  });

  test('a full part of its own limit goes through', async () => {
    const { maxText, textUnit } = senderOf(name).capabilities;
    const text = textUnit === 'bytes' ? 'é'.repeat(maxText / 2) : 'x'.repeat(maxText);
    await senderOf(name).send(targetOf(name), { text, key: 'k' });
    expectNoProblems();
  });

  test.each([
    ['gateway', ChannelUnavailable],
    ['error', ChannelUnavailable],
    ['cut', ChannelOutcomeUnknown],
    ['drop', ChannelOutcomeUnknown],
    ['half', ChannelOutcomeUnknown],
  ] as const)('%s', async (kind, type) => {
    expect(await failure(name, { kind })).toBeInstanceOf(type);
  });

  test('no answer in time: nobody knows', async () => {
    expect(await failure(name, { kind: 'slow', delayMs: 1_500 }, {}, 200)).toBeInstanceOf(ChannelOutcomeUnknown);
  });

  test('429 tells how long to wait', async () => {
    const code = name === 'twilio' ? 20429 : 4;
    const error = await failure(name, { kind: 'code', code, status: 429, retryAfter: 7 });
    expect(error).toBeInstanceOf(ChannelRateLimited);
    expect(error).toMatchObject({ retryAfterMs: 7_000 });
  });

  test('an address at which nobody listens sent nothing', async () => {
    const gone = await startFakeGraph();
    await gone.close();
    const nobody = gone.url;
    const module = { whatsapp: whatsAppChannel, messenger: messengerChannel, instagram: instagramChannel };
    const sender =
      name === 'twilio' ? twilioChannel({ apiUrl: nobody }).sender : module[name]({ graphUrl: nobody }).sender;
    await expect(sender.send(targetOf(name), { text: 'x', key: 'k' })).rejects.toBeInstanceOf(ChannelUnavailable);
  });

  test('a bad token is the channel’s fault, an odd recipient the message’s', async () => {
    const credentials = { ...CREDENTIALS[name], access_token: 'wrong', auth_token: 'wrong' };
    const bad = senderOf(name).send(targetOf(name, { credentials }), { text: 'x', key: 'k' });
    await expect(bad).rejects.toMatchObject({ reason: 'auth' });
    const odd = senderOf(name).send(targetOf(name, { recipient: '../me' }), { text: 'x', key: 'k' });
    await expect(odd).rejects.toMatchObject({ reason: 'invalid' });
  });

  test('errors hold neither secrets nor words', async () => {
    for (const kind of ['cut', 'gateway', 'code'] as const) {
      const error = await failure(name, { kind, code: 100 }, { text: 'very private words' });
      expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toMatch(
        /private|token-|twilio-token|app-secret/,
      );
    }
  });
});

test.each([
  ['whatsapp', 131047, 'window'],
  ['whatsapp', 131026, 'blocked'],
  ['whatsapp', 131050, 'opted_out'],
  ['whatsapp', 190, 'auth'],
  ['whatsapp', 368, 'auth'],
  ['whatsapp', 200, 'auth'],
  ['whatsapp', 132001, 'invalid'],
  ['messenger', 551, 'blocked'],
  ['messenger', 36000, 'invalid'],
  ['instagram', 10, 'auth'],
  ['twilio', 21610, 'opted_out'],
  ['twilio', 21211, 'blocked'],
  ['twilio', 63016, 'window'],
  ['twilio', 63032, 'blocked'],
  ['twilio', 63007, 'auth'],
  ['twilio', 63041, 'invalid'],
] as const)('%s error %i: %s, for good', async (name, code, reason) => {
  const error = await failure(name, { kind: 'code', code });
  expect(error).toBeInstanceOf(ChannelRefused);
  expect(error).toMatchObject({ reason });
});

test.each([
  ['whatsapp', 131056],
  ['whatsapp', 130429],
  ['messenger', 613],
  ['twilio', 63018],
] as const)('%s error %i: wait', async (name, code) => {
  expect(await failure(name, { kind: 'code', code })).toBeInstanceOf(ChannelRateLimited);
});

test.each([
  ['whatsapp', 131016],
  ['messenger', 1200],
  ['messenger', 2],
  ['twilio', 63012],
] as const)('%s error %i: try again', async (name, code) => {
  expect(await failure(name, { kind: 'code', code })).toBeInstanceOf(ChannelUnavailable);
});

describe('outside the window', () => {
  const words = { text: 'Your order\nis ready', key: 'k' };

  test.each(['whatsapp', 'twilio'] as const)('%s sends the account’s template, or nothing', async (name) => {
    const recipient = name === 'whatsapp' ? '972509999999' : 'whatsapp:+972509999999';
    const fake = name === 'whatsapp' ? graph : twilio;
    fake.setWindow(recipient, false);
    const plain = senderOf(name).send(targetOf(name, { recipient }), words);
    await expect(plain).rejects.toMatchObject({ reason: 'window' });
    const credentials = { ...CREDENTIALS[name], template_name: 'reopen', content_sid: 'HX0123456789' };
    for (const windowOpen of [undefined, false]) {
      const target = targetOf(name, { recipient, credentials, ...(windowOpen === false && { windowOpen }) });
      await senderOf(name).send(target, words);
      expect(sentTo(name, recipient)?.text).toBe('Your order is ready');
    }
    expectNoProblems();
  });

  test.each(['messenger', 'instagram'] as const)('%s lets only a person write', async (name) => {
    const target = targetOf(name, { windowOpen: false, recipient: '7771' });
    graph.setWindow('7771', false);
    await expect(senderOf(name).send(target, words)).rejects.toMatchObject({ reason: 'window' });
    await senderOf(name).send(target, { ...words, author: 'human' });
    expect(graph.messagesTo('7771').at(-1)?.body).toMatchObject({ tag: 'HUMAN_AGENT' });
    expectNoProblems();
  });
});

describe('comments', () => {
  test.each(['messenger', 'instagram'] as const)('%s answers the author alone, and says so in public', async (name) => {
    const target = targetOf(name, { recipient: `comment:${name}-1` });
    await senderOf(name).send(target, { text: 'המחיר הוא 30 ₪', key: 'k' });
    expect(graph.messagesTo(`comment:${name}-1`)).toHaveLength(1);
    expect(graph.publicAnswers.at(-1)).toEqual({ commentId: `${name}-1`, text: 'תודה! ענינו לך בהודעה פרטית.' });
    expectNoProblems();
  });

  test.each(['messenger', 'instagram'] as const)('%s: an author nobody knows is answered in public', async (name) => {
    const target = targetOf(name, { recipient: `public-comment:${name}-2` });
    await senderOf(name).send(target, { text: `It costs 30. ${'x'.repeat(280)}`, key: 'k' });
    expect(graph.publicAnswers.at(-1)?.text).toMatch(/^It costs 30/);
    expectNoProblems();
  });
});

test('WhatsApp people without a number are addressed by the id Meta made for them', async () => {
  const recipient = 'US.13491208655302741918';
  await senderOf('whatsapp').send(targetOf('whatsapp', { recipient }), { text: 'hi', key: 'c:1:1' });
  expect(graph.messagesTo(recipient).at(-1)?.body).toMatchObject({ recipient, biz_opaque_callback_data: 'c:1:1' });
  expectNoProblems();
});

test('Twilio: an SMS goes from the SMS number and asks for status with our key', async () => {
  const target = targetOf('twilio', { recipient: '+972501234567', webhookUrl: 'https://a.example/webhooks/twilio/s' });
  await senderOf('twilio').send(target, { text: 'hi', key: 'c:1:1' });
  expect(twilio.messagesTo('+972501234567').at(-1)).toMatchObject({
    from: CREDENTIALS.twilio.sms_from,
    statusCallback: 'https://a.example/webhooks/twilio/s?key=c%3A1%3A1',
  });
  expect(senderOf('twilio').capabilitiesFor?.('+972501234567')).toMatchObject({ textUnit: 'segments', typingMs: 0 });
  expectNoProblems();
});
