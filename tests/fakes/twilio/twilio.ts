import { startFakeServer } from '#tests/fakes/provider/fake-server.ts';
import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';
import type { FakeAnswer, FakeRequest, FakeServer } from '#tests/fakes/provider/fake-server.ts';

/** An account as Twilio knows it. */
export interface TwilioAccount {
  readonly sid: string;
  readonly token: string;
  /** Its numbers: `+1555…`, `whatsapp:+1555…`. */
  readonly numbers: readonly string[];
  readonly templates?: readonly string[];
}

export interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly statusCallback: string | undefined;
}

/** A Twilio API on this machine; give `url` to the program under test as `TWILIO_API_URL`. */
export interface FakeTwilio extends Pick<FakeServer, 'url' | 'addFault' | 'clearFaults' | 'close'> {
  readonly messages: readonly TwilioMessage[];
  readonly typing: readonly string[];
  /** Every call that Twilio would refuse as wrong. */
  readonly problems: readonly string[];
  /** Address of incoming messages by number, WhatsApp sender or messaging service. */
  readonly addresses: ReadonlyMap<string, string>;
  messagesTo(person: string): readonly TwilioMessage[];
  setWindow(person: string, open: boolean): void;
  /** The person sent STOP or START to a number of the account: Twilio itself obeys. */
  setStopped(person: string, stopped: boolean): void;
  addAccount(account: TwilioAccount): void;
  /** A file that a person sent; answers its `MediaUrl`, as Twilio names it. */
  addFile(account: TwilioAccount, id: string, file: FakeFile): string;
}

class TwilioRefusal extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const NO_PROBLEM = new Set([21610, 63016, 20003]);
const KNOWN = new Set([
  'To',
  'From',
  'MessagingServiceSid',
  'Body',
  'MediaUrl',
  'StatusCallback',
  'ContentSid',
  'ContentVariables',
]);

export async function startFakeTwilio(options: { readonly port?: number } = {}): Promise<FakeTwilio> {
  const accounts: TwilioAccount[] = [];
  const messages: TwilioMessage[] = [];
  const typing: string[] = [];
  const problems: string[] = [];
  const addresses = new Map<string, string>();
  const closed = new Set<string>();
  const stopped = new Set<string>();
  const files = new Map<string, FakeFile>();

  const create = (account: TwilioAccount, form: URLSearchParams): FakeAnswer => {
    const said = checkMessage(account, form);
    const content = form.get('ContentSid');
    if (stopped.has(said.to)) throw new TwilioRefusal(21610, 'Attempt to send to unsubscribed recipient');
    if (closed.has(said.to) && content === null) throw new TwilioRefusal(63016, 'outside the allowed window');
    if (content !== null && account.templates?.includes(content) !== true) {
      throw new TwilioRefusal(21656, 'The ContentSid is not valid');
    }
    const sid = `SM${String(messages.length + 1).padStart(32, '0')}`;
    messages.push({ sid, ...said });
    return { status: 201, body: { sid, status: 'queued', error_code: null } };
  };
  const numbers = (account: TwilioAccount, request: FakeRequest, path: string): FakeAnswer => {
    if (request.method === 'GET') {
      const wanted = request.url.searchParams.get('PhoneNumber') ?? '';
      const found = account.numbers.includes(wanted)
        ? [{ sid: `PN${wanted.slice(1)}`, friendly_name: wanted, sms_url: addresses.get(wanted) ?? '' }]
        : [];
      return { status: 200, body: { incoming_phone_numbers: found } };
    }
    const number = `+${/PN(\d+)\.json$/.exec(path)?.[1] ?? ''}`;
    addresses.set(number, formOf(request).get('SmsUrl') ?? '');
    return { status: 200, body: { sid: `PN${number.slice(1)}` } };
  };
  const answer = (request: FakeRequest): FakeAnswer => {
    const stored = files.get(/^\/storage\/(\w+)$/.exec(request.url.pathname)?.[1] ?? '');
    if (stored !== undefined) return { status: 200, body: {}, file: stored };
    const account = authorised(accounts, request);
    const { pathname } = request.url;
    if (pathname === '/v3/Indicators/Typing.json') {
      const body = JSON.parse(request.body) as { channel?: string; messageId?: string };
      if (body.channel !== 'WHATSAPP' || !/^(SM|MM)\w+$/.test(body.messageId ?? '')) {
        throw new TwilioRefusal(20001, 'channel must be WHATSAPP');
      }
      typing.push(body.messageId ?? '');
      return { status: 200, body: { success: true } };
    }
    const entrance = answerMessaging(account, addresses, request);
    if (entrance !== undefined) return entrance;
    const [, sid = '', path = ''] = /^\/2010-04-01\/Accounts\/(\w+)\/(.+)$/.exec(pathname) ?? [];
    if (sid !== account.sid) throw new TwilioRefusal(20404, 'The requested resource was not found', 404);
    if (path === 'Messages.json' && request.method === 'POST') return create(account, formOf(request));
    if (path === 'Balance.json')
      return { status: 200, body: { account_sid: account.sid, balance: '10', currency: 'USD' } };
    const [, fileId = ''] = /^Messages\/\w+\/Media\/(\w+)$/.exec(path) ?? [];
    if (files.has(fileId)) return { status: 307, body: {}, headers: { location: `/storage/${fileId}` } };
    if (path.startsWith('IncomingPhoneNumbers')) return numbers(account, request, path);
    throw new TwilioRefusal(20404, `nothing at ${pathname}`, 404);
  };
  const server = await startFakeServer(
    {
      answer: (request) => {
        try {
          return answer(request);
        } catch (error) {
          if (!(error instanceof TwilioRefusal)) throw error;
          if (!NO_PROBLEM.has(error.code)) problems.push(`${request.method} ${request.url.pathname}: ${error.message}`);
          return refusalOf(error);
        }
      },
      faulty: ({ url, method }) => method === 'POST' && url.pathname.endsWith('/Messages.json'),
      refusal: (code, status) => refusalOf(new TwilioRefusal(code, 'as the test wished', status)),
    },
    options.port,
  );
  return {
    url: server.url,
    addFault: (fault) => server.addFault(fault),
    clearFaults: () => server.clearFaults(),
    close: () => server.close(),
    messages,
    typing,
    problems,
    addresses,
    messagesTo: (person) => messages.filter(({ to }) => to === person),
    setWindow: (person, open) => void (open ? closed.delete(person) : closed.add(person)),
    setStopped: (person, isStopped) => void (isStopped ? stopped.add(person) : stopped.delete(person)),
    addAccount: (account) => void accounts.push(account),
    addFile(account, id, file) {
      files.set(id, file);
      return `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Messages/MM1/Media/${id}`;
    },
  };
}

/** WhatsApp senders and messaging services; undefined for any other address. */
function answerMessaging(
  account: TwilioAccount,
  addresses: Map<string, string>,
  request: FakeRequest,
): FakeAnswer | undefined {
  const { pathname, searchParams } = request.url;
  const service = /^\/v1\/Services\/(MG\w+)$/.exec(pathname)?.[1];
  if (service !== undefined) {
    if (request.method === 'POST') addresses.set(service, formOf(request).get('InboundRequestUrl') ?? '');
    const address = addresses.get(service) ?? null;
    return { status: 200, body: { sid: service, friendly_name: 'Shop', inbound_request_url: address } };
  }
  if (!pathname.startsWith('/v2/Channels/Senders')) return undefined;
  const senders = account.numbers.filter((number) => number.startsWith('whatsapp:'));
  const sidOf = (number: string) => `XE${number.replaceAll(/\D/g, '')}`;
  if (request.method === 'GET') {
    if (searchParams.get('Channel') !== 'whatsapp') throw new TwilioRefusal(20001, 'Channel is required');
    const shown = senders.map((number) => {
      const webhook = { callback_url: addresses.get(number) ?? '', callback_method: 'POST' };
      return { sid: sidOf(number), sender_id: number, status: 'ONLINE', webhook };
    });
    return { status: 200, body: { senders: shown, meta: { next_page_url: null } } };
  }
  const sender = senders.find((number) => pathname.endsWith(`/${sidOf(number)}`));
  const body = JSON.parse(request.body) as { webhook?: { callback_url?: string; callback_method?: string } };
  if (sender === undefined) throw new TwilioRefusal(20404, 'no such sender', 404);
  if (body.webhook?.callback_method !== 'POST') throw new TwilioRefusal(20001, 'callback_method must be POST');
  addresses.set(sender, body.webhook.callback_url ?? '');
  return { status: 202, body: { sid: sidOf(sender), status: 'ONLINE:UPDATING' } };
}

function authorised(accounts: readonly TwilioAccount[], request: FakeRequest): TwilioAccount {
  const given = Buffer.from(/^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', 'base64').toString();
  const account = accounts.find(({ sid, token }) => given === `${sid}:${token}`);
  if (account === undefined) throw new TwilioRefusal(20003, 'Authenticate', 401);
  return account;
}

function formOf(request: FakeRequest): URLSearchParams {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') {
    throw new TwilioRefusal(20001, 'expected a form');
  }
  return new URLSearchParams(request.body);
}

/** @throws TwilioRefusal as Twilio would */
function checkMessage(account: TwilioAccount, form: URLSearchParams): Omit<TwilioMessage, 'sid'> {
  const unknown = [...form.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw new TwilioRefusal(20001, `unknown parameter ${unknown}`);
  const [to, from] = [form.get('To') ?? '', form.get('From') ?? form.get('MessagingServiceSid') ?? ''];
  if (!/^(whatsapp:)?(\+\d{6,15}|[A-Z]{2}\.\w+)$/.test(to)) throw new TwilioRefusal(21211, `Invalid 'To': ${to}`);
  if (!from.startsWith('MG') && !account.numbers.includes(from)) throw new TwilioRefusal(21606, `not a From: ${from}`);
  if (to.startsWith('whatsapp:') !== from.startsWith('whatsapp:') && !from.startsWith('MG')) {
    throw new TwilioRefusal(63007, 'To and From are of different channels');
  }
  const body = form.get('Body') ?? '';
  const variables = form.get('ContentVariables');
  if (body === '' && !form.has('MediaUrl') && !form.has('ContentSid'))
    throw new TwilioRefusal(21602, 'Body is required');
  if (body.length > 1600) throw new TwilioRefusal(21617, 'The concatenated message body exceeds the 1600 limit');
  const callback = form.get('StatusCallback') ?? undefined;
  if (callback !== undefined && !/^https?:\/\/[^\s/]+\/\S+$/.test(callback))
    throw new TwilioRefusal(21609, 'StatusCallback');
  const text = variables === null ? body : Object.values(JSON.parse(variables) as Record<string, string>).join(' ');
  return { to, from, text, statusCallback: callback };
}

function refusalOf({ code, message, status }: TwilioRefusal): FakeAnswer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}
