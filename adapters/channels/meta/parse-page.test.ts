import { commentDelivery, echoOf, fromPerson, messagingDelivery } from '#tests/fakes/graph/webhooks.ts';
import { parsePage } from './parse-page.ts';

const receivedAt = new Date('2026-11-21T10:00:00Z');
const page = { kind: 'messenger', id: '2001', token: 't', appId: '1', appSecret: 's' } as const;
const instagram = { ...page, kind: 'instagram', id: '17841' } as const;

function parse(body: unknown) {
  const rawBody = Buffer.from(JSON.stringify(body));
  const request = { method: 'POST' as const, url: 'https://a.example/', query: {}, headers: {}, rawBody };
  return parsePage(request, { credentials: {}, receivedAt });
}
const parseItem = (content: Readonly<Record<string, unknown>>) =>
  parse(messagingDelivery(page, [fromPerson(page, '5001', content)]));
const message = (content: Readonly<Record<string, unknown>>) =>
  parseItem({ message: { mid: 'm_1', ...content } }).messages[0]?.message;

test.each([
  ['words', { text: 'hi' }, { kind: 'text', text: 'hi' }],
  [
    'a thumb',
    { attachments: [{ type: 'image', payload: { sticker_id: 369239263222822, url: 'u' } }] },
    { kind: 'text', text: '👍' },
  ],
  ['a heart', { attachments: [{ type: 'like_heart' }] }, { kind: 'text', text: '❤️' }],
  [
    'a sticker',
    { attachments: [{ type: 'sticker', payload: { sticker_id: 5, url: 'u' } }] },
    { kind: 'unreadable', attachments: [{ kind: 'sticker', ref: 'u' }] },
  ],
  [
    'a picture',
    { attachments: [{ type: 'image', payload: { url: 'https://cdn/1' } }] },
    { kind: 'unreadable', attachments: [{ kind: 'image', ref: 'https://cdn/1' }] },
  ],
  [
    'a shared reel with words',
    { text: 'this?', attachments: [{ type: 'ig_reel', payload: { url: 'u' } }] },
    { kind: 'media', text: 'this?' },
  ],
  ['a payload that is null', { attachments: [{ type: 'image', payload: null }] }, { kind: 'unreadable' }],
  [
    'a kind of the future',
    { attachments: [{ type: 'hologram', payload: 'x' }] },
    { kind: 'unreadable', attachments: [{ kind: 'unsupported' }] },
  ],
  ['nothing at all', {}, { kind: 'unreadable', text: '' }],
  [
    'a pressed quick reply',
    { text: 'Rye', quick_reply: { payload: 'rye-1' } },
    { kind: 'choice', text: 'Rye', choice: { id: 'rye-1' } },
  ],
  [
    'a reply to a story',
    { text: 'nice', reply_to: { story: { id: 's1', url: 'u' } } },
    { kind: 'text', replyToId: 's1', storyReply: true },
  ],
  [
    'a story that mentions us',
    { attachments: [{ type: 'story_mention', payload: { url: 'u' } }] },
    { kind: 'media', attachments: [{ kind: 'image', ref: 'u', label: 'a story that mentions us' }] },
  ],
  [
    'an article of the shop',
    {
      attachments: [
        { type: 'template', payload: { product: { elements: [{ id: '9', retailer_id: 'sku-7', title: 'Rye' }] } } },
      ],
    },
    { kind: 'text', text: '', product: { article: 'sku-7', title: 'Rye' } },
  ],
  [
    'a question from the page of a product',
    { text: 'how much?', referral: { product: { id: 'sku-7' } } },
    { text: 'how much?', product: { article: 'sku-7' } },
  ],
  [
    'an ad',
    { text: 'hi', referral: { source: 'ADS', ad_id: '77', ads_context_data: { ad_title: 'Sale' } } },
    { ad: { sourceId: '77', headline: 'Sale' } },
  ],
])('%s', (_name, content, expected) => {
  expect(message(content)).toMatchObject(expected);
});

test.each([
  [
    { payload: 'GET_STARTED', title: 'Get Started' },
    { kind: 'start', text: '' },
  ],
  [
    { payload: 'BUY_1', title: 'Buy' },
    { kind: 'choice', text: 'Buy', choice: { id: 'BUY_1', title: 'Buy' } },
  ],
  [{ payload: 'BUY_1' }, { kind: 'choice', text: 'BUY_1' }],
])('a postback %j', (postback, expected) => {
  const [inbound] = parseItem({ postback }).messages;
  expect(inbound?.message).toMatchObject(expected);
});

test('a postback without an id has the same one when it comes again', () => {
  const item = fromPerson(page, '5001', { postback: { payload: 'BUY_1', title: 'Buy' } });
  const idOf = () => parse(messagingDelivery(page, [item])).messages[0]?.message.id;
  expect(idOf()).toBe(idOf());
});

test('while another app holds the thread we read along and say nothing', () => {
  const items = [
    fromPerson(page, '5001', { message: { mid: 'm_1', text: 'hi' } }),
    fromPerson(page, '5001', { postback: { title: 'Buy' } }),
    echoOf(page, '5001', { mid: 'm_2', text: 'a person answers' }),
  ];
  const parsed = parse({ object: 'page', entry: [{ id: page.id, time: 1, standby: items }] });
  expect(parsed.messages).toEqual([]);
  expect(parsed.ignored).toEqual({ standby: 1 });
  expect(parsed.events).toMatchObject([
    { kind: 'standby', key: 'standby:m_1', person: { key: '5001' }, text: 'hi' },
    { kind: 'echo', text: 'a person answers' },
  ]);
});

test('our own echo carries our key, a person’s does not', () => {
  const echo = (more: Readonly<Record<string, unknown>>) =>
    parse(messagingDelivery(page, [echoOf(page, '5001', { mid: 'm_2', text: 'x', ...more })])).events[0];
  expect(echo({ metadata: 'colloquy:c:1:1' })).toMatchObject({ ourKey: 'c:1:1', person: { key: '5001' } });
  expect(echo({ metadata: 'something else' })).not.toHaveProperty('ourKey');
});

test.each([
  ['stop', { optin: { type: 'notification_messages', notification_messages_status: 'STOP_NOTIFICATIONS' } }, 'opt_out'],
  ['start', { optin: { ref: 'checkbox' } }, 'opt_in'],
])('an optin: %s', (_name, content, kind) => {
  expect(parseItem(content).events).toMatchObject([{ kind, scope: 'marketing', person: { key: '5001' } }]);
});

test.each([['something_of_2027', { something_of_2027: {} }]])('%s is counted and left', (name, content) => {
  expect(parseItem(content)).toEqual({ messages: [], events: [], ignored: { [`messaging_${name}`]: 1 } });
});

test.each([
  ['pass_thread_control', 'pass'],
  ['take_thread_control', 'take'],
  ['request_thread_control', 'request'],
])('%s is kept, once', (name, action) => {
  const read = () =>
    parse(messagingDelivery(page, [{ ...fromPerson(page, '5001', {}), timestamp: 1, [name]: { metadata: 'x' } }]));
  expect(read().events).toMatchObject([{ kind: 'handover', action, person: { key: '5001' } }]);
  expect(read().events[0]?.key).toBe(read().events[0]?.key);
});

test('a date may be seconds, milliseconds or text', () => {
  const at = (timestamp: unknown) =>
    parse(messagingDelivery(page, [{ ...fromPerson(page, '1', { message: { mid: 'm', text: 'x' } }), timestamp }]))
      .messages[0]?.message.sentAt;
  const expected = '2026-11-21T09:00:00.000Z';
  const ms = Date.parse(expected);
  for (const value of [ms, ms / 1000, String(ms), expected]) expect(at(value)).toBe(expected);
});

test('Instagram items under the name of a page are read as what they are', () => {
  const delivery = {
    ...messagingDelivery(instagram, [fromPerson(instagram, '6001', { read: { mid: 'm_9' } })]),
    object: 'page',
  };
  expect(parse(delivery).events).toMatchObject([
    { kind: 'status', status: 'read', messageIds: ['m_9'], accountId: '17841' },
  ]);
});

test('the dashboard’s test of a field is nobody’s message', () => {
  const value = { sender: { id: '1' }, recipient: { id: '2' }, message: { mid: 'test', text: 'test' } };
  const body = { object: 'page', entry: [{ id: '0', time: 1, changes: [{ field: 'messages', value }] }] };
  expect(parse(body)).toEqual({ messages: [], events: [], ignored: { field_messages: 1 } });
});

test.each([
  ['by a person', page, '8001', 'comment:c1'],
  ['by nobody we are told', page, undefined, 'public-comment:c1'],
  ['on Instagram', instagram, '8001', 'comment:c1'],
] as const)('a comment %s', (_name, account, from, recipient) => {
  const [inbound] = parse(
    commentDelivery(account, { id: 'c1', text: 'how much?', ...(from !== undefined && { from }) }),
  ).messages;
  expect(inbound).toMatchObject({ message: { id: 'comment:c1', kind: 'comment' }, contact: { recipient } });
});

test('Instagram tells the account’s own comment by another id of it; our note is known by its words', () => {
  const own = { id: 'c1', text: 'It is 30', from: { id: '99', username: 'shop', self_ig_scoped_id: '99' } };
  const noted = { id: 'c2', text: 'Thank you! We have answered you in a private message.' };
  for (const value of [own, noted]) {
    const body = {
      object: 'instagram',
      entry: [{ id: instagram.id, time: 1, changes: [{ field: 'comments', value }] }],
    };
    expect(parse(body)).toMatchObject({ messages: [], events: [{ kind: 'comment', own: true }] });
  }
});

test('a comment may be our own answer coming back, of which the end was cut', () => {
  const [inbound] = parse(commentDelivery(page, { id: 'c9', text: 'It costs 30…' })).messages;
  expect(inbound?.mayBeOurs).toEqual({ messageId: 'c9', text: 'It costs 30' });
});

test('our own comment and a comment without words are kept and not answered', () => {
  for (const [text, from] of [
    ['thanks', page.id],
    ['', '8001'],
  ] as const) {
    const parsed = parse(commentDelivery(page, { id: 'c1', text, from }));
    expect(parsed.messages).toEqual([]);
    expect(parsed.events).toMatchObject([{ kind: 'comment', commentId: 'c1', own: from === page.id }]);
  }
});
