import { InvalidInput } from '#domain/errors.ts';
import { parseTwilio } from './parse.ts';
import { twilioCredentials } from './credentials.ts';

const receivedAt = new Date('2026-11-21T10:00:00Z');

function parse(fields: Readonly<Record<string, string>>, query: Readonly<Record<string, string>> = {}) {
  const rawBody = Buffer.from(new URLSearchParams(fields).toString());
  const request = { method: 'POST' as const, url: 'https://a.example/', query, headers: {}, rawBody };
  return parseTwilio(request, { credentials: {}, receivedAt });
}
const incoming = { MessageSid: 'SM1', From: 'whatsapp:+972500000001', To: 'whatsapp:+15550002222', AccountSid: 'AC1' };
const message = (fields: Readonly<Record<string, string>>) => parse({ ...incoming, ...fields }).messages[0]?.message;

test.each([
  ['words', { Body: 'hi' }, { kind: 'text', text: 'hi' }],
  ['nothing', { Body: '' }, { kind: 'unreadable', text: '' }],
  [
    'a button',
    { Body: 'Yes', ButtonPayload: 'y1', ButtonText: 'Yes' },
    { kind: 'choice', text: 'Yes', choice: { id: 'y1' } },
  ],
  [
    'a list row with more words',
    { ListId: 'r1', ListTitle: 'Rye', ListDescription: '1 kg' },
    { choice: { id: 'r1', title: 'Rye', description: '1 kg' } },
  ],
  ['a form', { Body: '', FlowData: '{"size":"L"}' }, { kind: 'text', text: '', form: { size: 'L' } }],
  [
    'a form inside of a form',
    { InteractiveData: JSON.stringify({ nfm_reply: { response_json: '{"size":"L"}' } }) },
    { form: { size: 'L' } },
  ],
  ['a form that is none', { Body: 'hi', InteractiveData: '{' }, { kind: 'text', text: 'hi' }],
  ['a list row', { ListId: 'r1', ListTitle: 'Rye' }, { kind: 'choice', text: 'Rye', choice: { id: 'r1' } }],
  [
    'a card',
    { NumMedia: '1', MediaUrl0: 'u', MediaContentType0: 'text/vcard' },
    { attachments: [{ kind: 'contact' }] },
  ],
  [
    'two pictures',
    { Body: 'these', NumMedia: '2', MediaUrl0: 'u', MediaUrl1: 'v', MediaContentType0: 'image/png' },
    {
      kind: 'media',
      attachments: [
        { kind: 'image', ref: 'u' },
        { kind: 'document', ref: 'v' },
      ],
    },
  ],
  ['a lie about files', { Body: 'x', NumMedia: '1e9' }, { kind: 'media' }],
  [
    'a place',
    { Latitude: '1.5', Longitude: '-2', Label: 'Office' },
    { kind: 'media', attachments: [{ kind: 'location', ref: 'geo:1.5,-2', label: 'Office' }] },
  ],
  [
    'an ad',
    { Body: 'hi', ReferralSourceId: '77', ReferralCtwaClid: 'c1' },
    { ad: { sourceId: '77', clickId: 'c1' }, referral: '77' },
  ],
  [
    'a reply',
    { Body: 'this', OriginalRepliedMessageSid: 'SM0', Forwarded: 'true' },
    { replyToId: 'SM0', forwarded: 'once' },
  ],
])('%s', (_name, fields, expected) => {
  expect(message(fields)).toMatchObject(expected);
  expect(message(fields)?.attachments?.length ?? 0).toBeLessThanOrEqual(20);
});

test.each([
  [{ From: 'whatsapp:US.77' }, { recipient: 'whatsapp:US.77', key: 'US.77' }],
  [{ ExternalUserId: 'US.77' }, { recipient: 'whatsapp:+972500000001', key: 'US.77' }],
  [{ ExternalUserId: 'whatsapp:US.77' }, { key: 'US.77', aliases: ['whatsapp:+972500000001'] }],
  [{ From: '+972500000001', To: '+15550001111' }, { recipient: '+972500000001' }],
])('who wrote: %j', (fields, contact) => {
  expect(parse({ ...incoming, Body: 'hi', ...fields }).messages[0]?.contact).toMatchObject(contact);
});

test('STOP that Twilio has obeyed is told as such, beside the words', () => {
  const parsed = parse({ ...incoming, Body: 'STOP', OptOutType: 'STOP' });
  expect(parsed.events).toMatchObject([{ kind: 'opt_out', scope: 'all', key: 'wish:SM1' }]);
  expect(parsed.messages).toHaveLength(1);
  expect(parse({ ...incoming, Body: 'HELP', OptOutType: 'HELP' }).events).toEqual([]);
});

const status = { MessageSid: 'SM9', AccountSid: 'AC1', From: '+15550001111', To: '+972500000001' };

test.each([
  [{ MessageStatus: 'read' }, { status: 'read', messageIds: ['SM9'], accountId: '+15550001111' }],
  [
    { MessageStatus: 'undelivered', ErrorCode: '30003' },
    { status: 'failed', failure: { code: '30003', reason: 'blocked' } },
  ],
  [{ MessageStatus: 'failed', ErrorCode: '21610' }, { failure: { reason: 'opted_out' } }],
  [{ SmsStatus: 'delivered' }, { status: 'delivered' }],
])('a report %j', (fields, event) => {
  const parsed = parse({ ...status, ...fields }, { key: 'c:1:1' });
  expect(parsed.events).toMatchObject([{ kind: 'status', ourKey: 'c:1:1', ...event }]);
  expect(parsed.messages).toEqual([]);
  expect(parsed.answer).toMatchObject({ status: 200, contentType: 'text/xml' });
});

test.each(['queued', 'accepted', 'scheduled', 'teleported'])('"%s" says nothing that we do not know', (name) => {
  expect(parse({ ...status, MessageStatus: name }).ignored).toEqual({ [`status_${name}`]: 1 });
});

function parseText(text: string) {
  const request = { method: 'POST' as const, url: '', query: {}, headers: {}, rawBody: Buffer.from(text, 'latin1') };
  return parseTwilio(request, { credentials: {}, receivedAt });
}

test('a form of something else leaves nothing', () => {
  expect(parseText('%').ignored).toEqual({ not_a_message: 1 });
  expect(parseText('a=1&b=2').ignored).toEqual({ not_a_message: 1 });
});

const crowd = Array.from({ length: 1_001 }, (_, nth) => `f${nth}=1`).join('&');

test.each([
  ['an empty body', ''],
  ['bytes that are no text', '\u00ff\u00fe'],
  ['a thousand fields', crowd],
])('%s is no form of Twilio', (_name, text) => {
  expect(() => parseText(text)).toThrow(InvalidInput);
});

test('credentials take the names that other systems keep them under', () => {
  const given = { twilio_account_sid: 'AC0123456789', twilio_auth_token: 'token-1', from: 'whatsapp:+15550002222' };
  expect(twilioCredentials.parse(given)).toEqual({
    account_sid: 'AC0123456789',
    auth_token: 'token-1',
    whatsapp_from: 'whatsapp:+15550002222',
  });
});
