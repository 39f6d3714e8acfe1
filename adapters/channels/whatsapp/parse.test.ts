import { InvalidInput } from '#domain/errors.ts';
import { whatsAppDelivery, whatsAppMessage, whatsAppStatus } from '#tests/fakes/graph/webhooks.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import { parseWhatsApp } from './parse.ts';

const receivedAt = new Date('2026-11-21T10:00:00Z');
const account = { kind: 'whatsapp', id: '1001', token: 't', appId: '1', appSecret: 's' } as const;

function parse(body: unknown) {
  const rawBody = Buffer.from(JSON.stringify(body));
  const request = { method: 'POST' as const, url: 'https://a.example/', query: {}, headers: {}, rawBody };
  return parseWhatsApp(request, { credentials: {}, receivedAt });
}
const parseValue = (value: Readonly<Record<string, unknown>>) => parse(whatsAppDelivery(account, value));
const message = (content: Readonly<Record<string, unknown>>) =>
  parseValue(whatsAppMessage('wamid.1', '972500000001', content)).messages[0]?.message;

test.each([
  ['a voice note', { type: 'audio', audio: { id: '7', mime_type: 'audio/ogg', voice: true } }, 'unreadable', '[voice]'],
  ['a picture with words', { type: 'image', image: { id: '7', caption: 'this one?' } }, 'media', '[image]\nthis one?'],
  [
    'a place with a name',
    { type: 'location', location: { latitude: 1, longitude: 2, name: 'Office' } },
    'media',
    '[location: Office]',
  ],
  [
    'a list choice',
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Rye' } } },
    'choice',
    'Rye',
  ],
  ['a template button', { type: 'button', button: { payload: 'yes-1', text: 'Yes' } }, 'choice', 'Yes'],
  ['a first hello', { type: 'request_welcome' }, 'start', '/start'],
  ['an interactive without body', { type: 'interactive', errors: [{ code: 131000 }] }, 'unreadable', '[unreadable]'],
  ['an unsupported one', { type: 'unsupported', errors: [{ code: 131051 }] }, 'unreadable', '[unreadable]'],
  ['a type of the future', { type: 'hologram', hologram: {} }, 'unreadable', '[unreadable]'],
  ['no type at all', {}, 'unreadable', '[unreadable]'],
])('%s', (_name, content, kind, words) => {
  const got = message(content);
  expect([got?.kind, got && wordsOf(got)]).toEqual([kind, words]);
});

test('a form is read with its answers, also when they are no JSON', () => {
  const reply = (json: string) => ({
    type: 'interactive',
    interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: json } },
  });
  expect(message(reply('{"size":"large","flow_token":"x"}'))?.form).toEqual({ size: 'large', flow_token: 'x' });
  expect(message(reply('{broken'))).toMatchObject({ kind: 'text', text: 'Sent' });
});

test('a cart is read as lines; prices in it are not ours', () => {
  const order = {
    text: 'by five please',
    product_items: [{ product_retailer_id: 'sku-1', quantity: '2', item_price: 0 }],
  };
  const got = message({ type: 'order', order });
  expect(got).toMatchObject({ kind: 'text', cart: [{ article: 'sku-1', quantity: 2 }] });
  expect(got && wordsOf(got)).toBe('by five please\n2 x sku-1');
});

test('a message from the page of a product says which', () => {
  const got = message({
    type: 'text',
    text: { body: 'how much?' },
    context: {
      from: '15550783881',
      id: 'wamid.0',
      referred_product: { catalog_id: '5', product_retailer_id: 'sku-1' },
    },
  });
  expect(got && wordsOf(got)).toBe('[about article sku-1]\nhow much?');
});

test('what was said before we were connected is no message of today', () => {
  const body = whatsAppDelivery(account, whatsAppMessage('wamid.1', '1', { type: 'text', text: { body: 'old' } }));
  const [entry] = body.entry;
  const changes = (entry?.changes ?? []).map((change) => ({ ...change, field: 'history' }));
  expect(parse({ ...body, entry: [{ ...entry, changes }] })).toEqual({
    messages: [],
    events: [],
    ignored: { field_history: 1 },
  });
});

test('a heart of the shop below the customer’s words is no takeover', () => {
  const echo = {
    id: 'wamid.e',
    from: '15550783881',
    to: '1',
    type: 'reaction',
    reaction: { message_id: 'w', emoji: '❤️' },
  };
  expect(parseValue({ message_echoes: [echo] })).toEqual({ messages: [], events: [], ignored: { echo_reaction: 1 } });
});

test('a person without a number is known by the id Meta made', () => {
  const [inbound] = parseValue({
    contacts: [{ profile: { name: 'Dana', username: '@dana' }, user_id: 'US.77' }],
    messages: [{ from_user_id: 'US.77', id: 'wamid.2', timestamp: '1760000000', type: 'text', text: { body: 'hi' } }],
  }).messages;
  expect(inbound?.contact).toEqual({ recipient: 'US.77', displayName: 'Dana' });
});

test('with both, the number is answered and the id is the key, so that a new number is the same person', () => {
  const contacts = [{ profile: { name: 'Dana' }, wa_id: '97250', user_id: 'US.77' }];
  const [inbound] = parseValue({
    contacts,
    messages: [{ from: '97250', id: 'wamid.2', timestamp: '1760000000', type: 'text', text: { body: 'hi' } }],
  }).messages;
  expect(inbound?.contact).toEqual({ recipient: '97250', displayName: 'Dana', key: 'US.77', aliases: ['97250'] });
});

test('every message and status of every entry is read; a broken one does not sink the others', () => {
  const one = whatsAppDelivery(account, whatsAppMessage('wamid.a', '1', { type: 'text', text: { body: 'a' } }));
  const two = whatsAppDelivery(
    { ...account, id: '1002' },
    {
      ...whatsAppStatus('wamid.out', '1', 'read'),
      messages: [
        null,
        5,
        { id: 'x' },
        { from: '2', id: 'wamid.b', timestamp: 'soon', type: 'text', text: { body: 'b' } },
      ],
    },
  );
  const parsed = parse({
    object: 'whatsapp_business_account',
    entry: [null, 'x', ...one.entry, { changes: 5 }, ...two.entry],
  });
  expect(parsed.messages.map(({ accountId, message: { id } }) => [accountId, id])).toEqual([
    ['1001', 'wamid.a'],
    ['1002', 'wamid.b'],
  ]);
  expect(parsed.messages[1]?.message.sentAt).toBe(receivedAt.toISOString());
  expect(parsed.events).toMatchObject([{ kind: 'status', accountId: '1002', status: 'read' }]);
  expect(parsed.ignored).toEqual({ malformed_message: 1 });
});

test.each([
  [
    'a group',
    { messages: [{ from: '1', id: 'w', type: 'text', text: { body: 'x' }, group_id: 'g@g.us' }] },
    { group: 1 },
  ],
  ['an empty change', {}, { empty_change: 1 }],
  ['a status word of the future', whatsAppStatus('w', '1', 'teleported'), { status_teleported: 1 }],
  ['"deleted", which says nothing of delivery', whatsAppStatus('w', '1', 'deleted'), { status_deleted: 1 }],
])('%s is counted and left', (_name, value, ignored) => {
  expect(parseValue(value)).toEqual({ messages: [], events: [], ignored });
});

test('a failure says why, and whose message by our own key', () => {
  const value = whatsAppStatus('wamid.out', '1', 'failed', {
    errors: [{ code: 131047 }],
    biz_opaque_callback_data: 'c:1:1',
  });
  expect(parseValue(value).events).toMatchObject([{ ourKey: 'c:1:1', failure: { code: '131047', reason: 'window' } }]);
});

test.each([
  [
    'an unsent message',
    { type: 'revoke', revoke: { original_message_id: 'wamid.0' } },
    { kind: 'delete', targetId: 'wamid.0' },
  ],
  [
    'a new number',
    { type: 'system', system: { type: 'user_changed_number', wa_id: '97251' } },
    { kind: 'contact_moved', recipient: '97251' },
  ],
  [
    'an old-style new number',
    { type: 'system', system: { new_wa_id: '97251' } },
    { kind: 'contact_moved', to: { key: '97251' } },
  ],
])('%s is an event', (_name, content, event) => {
  expect(parseValue(whatsAppMessage('wamid.1', '972500000001', content)).events).toMatchObject([event]);
});

test('a new id without a sender names the old one in its words', () => {
  const system = { type: 'user_changed_user_id', user_id: 'US.2', body: 'User Dana changed from US.1 to US.2' };
  const parsed = parseValue({ messages: [{ id: 'wamid.1', timestamp: '1760000000', type: 'system', system }] });
  expect(parsed.events).toMatchObject([{ kind: 'contact_moved', person: { key: 'US.1' }, to: { key: 'US.2' } }]);
});

test('errors beside no message are kept once, whenever they come again', () => {
  const value = { errors: [{ code: 131000, title: 'x' }] };
  const [first] = parseValue(value).events;
  expect(first).toMatchObject({ kind: 'account', field: 'errors', event: '131000' });
  expect(parseValue(value).events[0]?.key).toBe(first?.key);
});

test.each(['[]', '"x"', '{}', '{"entry":{}}', 'null', ''])('%s is no delivery', (body) => {
  const rawBody = Buffer.from(body);
  const request = { method: 'POST' as const, url: '', query: {}, headers: {}, rawBody };
  expect(() => parseWhatsApp(request, { credentials: {}, receivedAt })).toThrow(InvalidInput);
});
