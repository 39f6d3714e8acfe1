import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { InvalidInput } from '#domain/errors.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { parseTelegram } from './parse.ts';

const receivedAt = new Date('2026-11-21T10:00:00Z');

function parse(update: unknown) {
  return parseBytes(Buffer.from(JSON.stringify(update)));
}

function parseBytes(rawBody: Uint8Array) {
  const request = {
    method: 'POST' as const,
    url: 'https://shop.example/webhooks/telegram/a',
    query: {},
    headers: {},
    rawBody,
  };
  return parseTelegram(request, { credentials: {}, receivedAt });
}

function published(name: string) {
  return parseBytes(readFileSync(join(import.meta.dirname, '__fixtures__', `${name}.json`)));
}

describe('published updates', () => {
  test('a text message', () => {
    const [inbound] = published('text').messages;
    expect(inbound).toEqual({
      message: {
        id: '141921689:666',
        kind: 'text',
        text: 'text',
        sentAt: '2017-07-07T04:47:09.000Z',
        order: 141921689,
        languageHint: 'en',
      },
      contact: { recipient: '427770117', displayName: 'user_first user_last' },
    });
  });

  test.each(['text-start', 'text-no-chat-type'])('%s is a start from a private chat', (name) => {
    const [inbound] = published(name).messages;
    expect(inbound?.message).toMatchObject({ kind: 'start', text: '/start', sentAt: '2015-09-07T17:05:32.000Z' });
    expect(inbound?.contact.recipient).toBe('1111111');
  });

  test('entities leave the text as it was typed', () => {
    expect(published('entities').messages[0]?.message.text).toBe('Bold and italics');
  });

  test('audio keeps its file reference and type', () => {
    expect(published('audio').messages[0]?.message).toMatchObject({
      kind: 'unreadable',
      text: '',
      attachments: [{ kind: 'audio', ref: 'AwADBAADbXXXXXXXXXXXGBdhD2l6_XX', mimeType: 'audio/mpeg' }],
    });
  });

  test('a shared contact without update_id is named by chat and message', () => {
    expect(published('contact').messages[0]?.message).toMatchObject({
      id: 'chat:427770117:666',
      kind: 'unreadable',
      attachments: [{ kind: 'contact', ref: 'tel:123456789' }],
    });
  });

  test('a channel post is ignored', () => {
    expect(published('channel-post')).toEqual({ messages: [], events: [], ignored: { channel_post: 1 } });
  });

  test('a button below an inline message has no chat: only its spinner is answered', () => {
    const parsed = published('callback-query-inline');
    expect(parsed.messages).toEqual([]);
    expect(JSON.parse(parsed.answer?.body ?? '')).toEqual({
      method: 'answerCallbackQuery',
      callback_query_id: '4382bfdwdsb323b2d9',
    });
  });
});

describe('what people do', () => {
  const updates = createUpdates();

  test('/start carries the payload of its link', () => {
    const [inbound] = parse(updates.text(7, '/start flyer-3')).messages;
    expect(inbound?.message).toMatchObject({ kind: 'start', text: '/start flyer-3', referral: 'flyer-3' });
  });

  test.each([
    ['/started', 'text'],
    ['please /start', 'text'],
    ['/start@shop_bot', 'start'],
    ['   ', 'unreadable'],
  ])('%j is %s', (text, kind) => {
    expect(parse(updates.text(7, text)).messages[0]?.message.kind).toBe(kind);
  });

  test('a photo with a caption is media with words, and keeps the largest size', () => {
    const photo = [{ file_id: 'small' }, { file_id: 'large' }];
    expect(parse(updates.message(7, { photo, caption: 'do you have this?' })).messages[0]?.message).toMatchObject({
      kind: 'media',
      text: 'do you have this?',
      attachments: [{ kind: 'image', ref: 'large' }],
    });
  });

  test.each([
    ['sticker', { sticker: { file_id: 's' } }, 'sticker'],
    ['voice', { voice: { file_id: 'v', mime_type: 'audio/ogg' } }, 'voice'],
    ['video note', { video_note: { file_id: 'n' } }, 'video'],
    ['document', { document: { file_id: 'd' } }, 'document'],
    ['location', { location: { latitude: -6.2, longitude: 106.8 } }, 'location'],
  ])('a %s without words can be kept but not read', (_name, content, kind) => {
    const message = parse(updates.message(7, content)).messages[0]?.message;
    expect(message?.kind).toBe('unreadable');
    expect(message?.attachments?.[0]?.kind).toBe(kind);
  });

  test('an animation, sent twice by Telegram, is one attachment', () => {
    const message = parse(updates.message(7, { animation: { file_id: 'a' }, document: { file_id: 'a' } })).messages[0]
      ?.message;
    expect(message?.attachments).toEqual([{ kind: 'video', ref: 'a' }]);
  });

  test('a venue is read as its name and address', () => {
    const venue = { title: 'Office', address: 'Jl. Sudirman 1', location: { latitude: 1, longitude: 2 } };
    expect(parse(updates.message(7, { venue, location: venue.location })).messages[0]?.message.text).toBe(
      'Office, Jl. Sudirman 1',
    );
  });

  test('a dice or poll is unreadable, a service note is nothing', () => {
    expect(parse(updates.message(7, { dice: { emoji: '🎲', value: 3 } })).messages[0]?.message.kind).toBe('unreadable');
    expect(parse(updates.message(7, { pinned_message: {} })).ignored).toEqual({ service_message: 1 });
  });

  test.each([
    ['content of the future', { hologram: { file_id: 'h' } }, 'unreadable'],
    ['a live checklist', { checklist: { title: 'x' } }, 'unreadable'],
    ['content of the future in answer to ours', { hologram: {}, reply_to_message: { message_id: 1 } }, 'unreadable'],
  ])('%s is answered politely', (_name, content, kind) => {
    expect(parse(updates.message(7, content)).messages[0]?.message.kind).toBe(kind);
  });

  test.each(['write_access_allowed', 'users_shared', 'successful_payment', 'chat_background_set', 'unique_gift'])(
    '%s is a note of Telegram',
    (name) => {
      expect(parse(updates.message(7, { [name]: { x: 1 } })).ignored).toEqual({ service_message: 1 });
    },
  );

  test('a card says whose it is', () => {
    const contact = { phone_number: '+972501', first_name: 'Dana', last_name: 'Levi' };
    const message = parse(updates.message(7, { contact })).messages[0]?.message;
    expect(message && wordsOf(message)).toBe('[contact: Dana Levi, +972501]');
  });

  test('a place without a name is told by its coordinates', () => {
    const message = parse(updates.message(7, { location: { latitude: 32.08, longitude: 34.78 } })).messages[0]?.message;
    expect(message && wordsOf(message)).toBe('[location: 32.08,34.78]');
  });

  test('what a mini app sends back is a form', () => {
    const sent = (data: string) =>
      parse(updates.message(7, { web_app_data: { data, button_text: 'Order' } })).messages[0]?.message;
    expect(sent('{"size":"L"}')).toMatchObject({ kind: 'text', text: 'Order', form: { size: 'L' } });
    expect(sent('two, please')).toMatchObject({ kind: 'text', text: 'Order: two, please' });
  });

  test.each([
    [[{ type: 'emoji', emoji: '👍' }], '👍'],
    [[{ type: 'paid' }], 'paid'],
    [[], null],
  ])('a reaction %j is an event', (reactions, emoji) => {
    const about = { chat: { id: 7, type: 'private' }, message_id: 55, date: 1_760_000_000 };
    const update = { update_id: 9, message_reaction: { ...about, old_reaction: [], new_reaction: reactions } };
    expect(parse(update)).toMatchObject({
      messages: [],
      events: [{ kind: 'reaction', key: 'reaction:9:55', targetId: '55', emoji, person: { key: '7' } }],
    });
  });

  test('a place that is shared live is not kept at every step', () => {
    const message = {
      message_id: 1,
      date: 1,
      chat: { id: 7, type: 'private' },
      location: { latitude: 1, longitude: 2 },
    };
    expect(parse({ update_id: 1, edited_message: message })).toEqual({
      messages: [],
      events: [],
      ignored: { live_location: 1 },
    });
  });

  test('a pressed button has the words that stand on it', () => {
    const update = updates.press(7, 'size:large');
    const query = update['callback_query'] as { message: object };
    const keyboard = { inline_keyboard: [null, [{ text: 'Large', callback_data: 'size:large' }]] };
    const parsed = parse({
      ...update,
      callback_query: { ...query, message: { ...query.message, reply_markup: keyboard } },
    });
    expect(parsed.messages[0]?.message).toMatchObject({
      text: 'Large',
      choice: { id: 'size:large', title: 'Large' },
      replyToId: expect.stringMatching(/^\d+$/),
    });
  });

  test('a pressed button is a choice, and its spinner is answered with the 200', () => {
    const parsed = parse(updates.press(7, 'size:large'));
    expect(parsed.messages[0]).toMatchObject({
      message: { kind: 'choice', text: 'size:large' },
      contact: { recipient: '7' },
    });
    expect(parsed.answer?.body).toContain('answerCallbackQuery');
  });

  test('the same update has the same id, a later one another', () => {
    const update = updates.text(7, 'hi');
    const next = updates.text(7, 'hi');
    expect(parse(update).messages[0]?.message.id).toBe(parse(update).messages[0]?.message.id);
    expect(parse(next).messages[0]?.message.id).not.toBe(parse(update).messages[0]?.message.id);
  });

  test.each([
    ['my_chat_member', { update_id: 1, my_chat_member: { chat: { id: -5, type: 'group' } } }],
    ['not_private', { update_id: 1, message: { message_id: 1, date: 1, text: 'x', chat: { id: -5, type: 'group' } } }],
    [
      'from_bot',
      {
        update_id: 1,
        message: { message_id: 1, date: 1, text: 'x', chat: { id: 5, type: 'private' }, from: { is_bot: true } },
      },
    ],
    ['malformed_message', { update_id: 1, message: { text: 'x' } }],
    ['something_of_2027', { update_id: 1, something_of_2027: {} }],
    ['empty', { update_id: 1 }],
  ])('%s is counted and left alone', (reason, update) => {
    expect(parse(update)).toEqual({ messages: [], events: [], ignored: { [reason]: 1 } });
  });

  test('a changed message is kept beside the one it changes', () => {
    const [event] = parse(updates.edited(7, 'changed')).events;
    expect(event).toMatchObject({ kind: 'edit', text: 'changed', person: { key: '7' } });
  });

  test.each([
    ['kicked', 'opt_out'],
    ['member', 'opt_in'],
  ] as const)('a bot that is %s: %s', (status, kind) => {
    expect(parse(updates.membership(7, status)).events).toMatchObject([{ kind, scope: 'reach', person: { key: '7' } }]);
  });

  test('NUL and broken surrogates can not reach the database', () => {
    const message = parse(updates.text(7, 'a\u0000b\ud800')).messages[0]?.message;
    expect(message?.text).toBe('ab\ufffd');
  });

  test.each([undefined, -1, 1e300, Number.MAX_SAFE_INTEGER])(
    'an impossible date %p becomes the time of receipt',
    (date) => {
      const update = updates.text(7, 'hi');
      const message = { ...(update['message'] as object), date };
      expect(parse({ ...update, message }).messages[0]?.message.sentAt).toBe(receivedAt.toISOString());
    },
  );
});

describe('hostile bodies', () => {
  test.each(['', '{', '[]', 'null', '"x"', '3'])('%j is not an update', (body) => {
    expect(() => parseBytes(Buffer.from(body))).toThrow(InvalidInput);
  });

  test('invalid UTF-8 is refused', () => {
    expect(() => parseBytes(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(InvalidInput);
  });

  test('no JSON object makes it throw, and what comes out can be stored', () => {
    const field = fc.constantFrom('message', 'edited_message', 'callback_query', 'update_id', 'x');
    const inner = fc.dictionary(
      fc.constantFrom(
        'message_id',
        'chat',
        'from',
        'date',
        'text',
        'caption',
        'photo',
        'voice',
        'id',
        'data',
        'message',
        'location',
      ),
      fc.oneof(fc.jsonValue(), fc.constant({ id: 5, type: 'private' }), fc.integer()),
    );
    fc.assert(
      fc.property(fc.dictionary(field, fc.oneof(inner, fc.jsonValue())), (update) => {
        for (const { message, contact } of parse(update).messages) {
          expect(message.id).not.toBe('');
          expect(new Date(message.sentAt).toISOString()).toBe(message.sentAt);
          expect(message.text.isWellFormed() && !message.text.includes('\u0000')).toBe(true);
          expect(contact.recipient).toMatch(/^-?\d+$/);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
