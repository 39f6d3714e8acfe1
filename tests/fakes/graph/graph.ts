import { startFakeServer } from '#tests/fakes/provider/fake-server.ts';
import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';
import type { FakeAnswer, FakeRequest, FakeServer } from '#tests/fakes/provider/fake-server.ts';
import { authorised, GraphRefusal } from './accounts.ts';
import type { GraphAccount, GraphMessage } from './accounts.ts';
import { answerAdministration } from './administration.ts';
import type { Administration } from './administration.ts';
import { checkPublicAnswer, checkSend, isSenderAction } from './page-rules.ts';
import { checkWhatsAppMessage, isReadReceipt } from './whatsapp-rules.ts';

/** A Graph API on this machine; give `url` to the program under test as `META_GRAPH_URL`. */
export interface FakeGraph extends Pick<FakeServer, 'url' | 'addFault' | 'clearFaults' | 'close'> {
  /** Accepted messages, in order; also those whose answer was cut. */
  readonly messages: readonly GraphMessage[];
  /** What was written below comments for all to read. */
  readonly publicAnswers: readonly { readonly commentId: string; readonly text: string }[];
  /** Typing and read receipts, by person or message. */
  readonly actions: readonly string[];
  /** Every call that Graph would refuse as wrong; a program that speaks it well leaves none. */
  readonly problems: readonly string[];
  readonly administration: Administration;
  messagesTo(person: string): readonly GraphMessage[];
  /** The person wrote: the 24-hour window is open. Without this call every person's is. */
  setWindow(person: string, open: boolean): void;
  addAccount(account: GraphAccount): void;
  /** A file that a person sent; answers its address at the CDN, which wants no token. WhatsApp names it by `id`. */
  addFile(id: string, file: FakeFile): string;
}

const VERSION = /^\/v(\d+)\.\d\/(.+)$/;
/** Refusals that tell of the world, not of a wrong call. */
const NO_PROBLEM = new Set([131047, 10, 190]);

export async function startFakeGraph(options: { readonly port?: number } = {}): Promise<FakeGraph> {
  const accounts: GraphAccount[] = [];
  const messages: GraphMessage[] = [];
  const publicAnswers: { commentId: string; text: string }[] = [];
  const actions: string[] = [];
  const problems: string[] = [];
  const closed = new Set<string>();
  const privatelyAnswered = new Set<string>();
  const files = new Map<string, FakeFile>();
  const administration: Administration = { webhooks: new Map(), subscribed: new Map() };
  let sequence = 0;

  const accept = (account: GraphAccount, said: { to: string; text: string; key: string | undefined }, body: object) => {
    sequence += 1;
    const id = account.kind === 'whatsapp' ? `wamid.FAKE${sequence}=` : `m_fake${sequence}`;
    messages.push({ id, accountId: account.id, ...said, body: { ...body } });
    return id;
  };
  const whatsApp = (account: GraphAccount, target: string, body: Record<string, unknown>): FakeAnswer => {
    if (target !== account.id) throw new GraphRefusal(100, `Unsupported post request on ${target}`);
    if (isReadReceipt(body)) {
      actions.push(`read ${String(body['message_id'])}`);
      return { status: 200, body: { success: true } };
    }
    const said = checkWhatsAppMessage(body);
    if (said.template === undefined && closed.has(said.to)) throw new GraphRefusal(131047, 'Re-engagement message');
    if (said.template !== undefined && account.templates?.includes(said.template) !== true) {
      throw new GraphRefusal(132001, 'Template name does not exist in the translation', { status: 404 });
    }
    const id = accept(account, said, body);
    const contacts = [{ input: said.to, wa_id: said.to }];
    return { status: 200, body: { messaging_product: 'whatsapp', contacts, messages: [{ id }] } };
  };
  const page = (account: GraphAccount, body: Record<string, unknown>): FakeAnswer => {
    if (isSenderAction(body)) {
      actions.push(`${String(body['sender_action'])} ${JSON.stringify(body['recipient'])}`);
      return { status: 200, body: { recipient_id: '1' } };
    }
    const said = checkSend(account, body);
    if (closed.has(said.to) && !said.isHuman) {
      throw new GraphRefusal(10, '(#10) This message is sent outside of allowed window.', { subcode: 2018278 });
    }
    if (said.commentId !== undefined && privatelyAnswered.has(said.commentId)) {
      throw new GraphRefusal(10900, '(#10900) Activity already replied to');
    }
    if (said.commentId !== undefined) privatelyAnswered.add(said.commentId);
    return { status: 200, body: { recipient_id: said.to, message_id: accept(account, said, body) } };
  };
  const download = (request: FakeRequest): FakeAnswer | undefined => {
    const [, door = '', id = ''] = /^\/(lookaside|cdn)\/([\w-]+)$/.exec(request.url.pathname) ?? [];
    const file = files.get(id);
    if (door === '' || file === undefined) return undefined;
    const token = request.headers.authorization?.replace('Bearer ', '');
    if (door === 'lookaside' && !accounts.some((one) => one.token === token)) {
      throw new GraphRefusal(190, 'the file wants the token of its account', { status: 401 });
    }
    if (door === 'cdn' && token !== undefined) throw new GraphRefusal(1, 'a token was shown to the CDN');
    return { status: 200, body: {}, file };
  };
  const lookUpFile = (id: string): FakeAnswer | undefined => {
    const file = files.get(id);
    if (file === undefined) return undefined;
    const size = file.fault === 'huge' ? 200_000_000 : file.bytes.length;
    const body = { url: `${server.url}/lookaside/${id}`, mime_type: file.contentType, file_size: size, id };
    return { status: 200, body: { ...body, messaging_product: 'whatsapp' } };
  };
  const answer = (request: FakeRequest): FakeAnswer => {
    const downloaded = download(request);
    if (downloaded !== undefined) return downloaded;
    const [, version = '0', path = ''] = VERSION.exec(request.url.pathname) ?? [];
    if (Number(version) < 22) throw new GraphRefusal(2635, '(#2635) You are calling a deprecated version of the API');
    const located = request.method === 'GET' ? lookUpFile(path) : undefined;
    if (located !== undefined) {
      authorised(accounts, request);
      return located;
    }
    const managed = answerAdministration(administration, accounts, request, path);
    if (managed !== undefined) return managed;
    const account = authorised(accounts, request);
    const [target = '', edge = ''] = path.split('/');
    const body = parseBody(request);
    if (request.method === 'POST' && edge === 'messages') {
      return account.kind === 'whatsapp' ? whatsApp(account, target, body) : page(account, body);
    }
    if (request.method === 'POST' && (edge === 'comments' || edge === 'replies')) {
      const commentId = decodeURIComponent(target);
      publicAnswers.push({ commentId, text: checkPublicAnswer(account, edge, body) });
      return { status: 200, body: { id: `${commentId}_${(sequence += 1)}` } };
    }
    throw new GraphRefusal(2500, `Unknown path components: /${path}`);
  };
  const server = await startFakeServer(
    {
      answer: (request) => {
        try {
          return answer(request);
        } catch (error) {
          if (!(error instanceof GraphRefusal)) throw error;
          if (!NO_PROBLEM.has(error.code)) problems.push(`${request.method} ${request.url.pathname}: ${error.message}`);
          return refusalOf(error);
        }
      },
      faulty: ({ method, url, body }) =>
        method === 'POST' &&
        url.pathname.endsWith('/messages') &&
        !body.includes('sender_action') &&
        !body.includes('"read"'),
      refusal: (code, status) => refusalOf(new GraphRefusal(code, `(#${code}) as the test wished`, { status })),
    },
    options.port,
  );
  return {
    url: server.url,
    addFault: (fault) => server.addFault(fault),
    clearFaults: () => server.clearFaults(),
    close: () => server.close(),
    messages,
    publicAnswers,
    actions,
    problems,
    administration,
    messagesTo: (person) => messages.filter(({ to }) => to === person),
    setWindow: (person, open) => void (open ? closed.delete(person) : closed.add(person)),
    addAccount: (account) => void accounts.push(account),
    addFile(id, file) {
      files.set(id, file);
      return `${server.url}/cdn/${id}`;
    },
  };
}

function parseBody(request: FakeRequest): Record<string, unknown> {
  if (request.method !== 'POST') return {};
  if (request.headers['content-type'] !== 'application/json') throw new GraphRefusal(100, 'expected JSON');
  const value: unknown = JSON.parse(request.body);
  if (typeof value !== 'object' || value === null) throw new GraphRefusal(100, 'expected a JSON object');
  return value as Record<string, unknown>;
}

function refusalOf({ code, message, status, subcode }: GraphRefusal): FakeAnswer {
  const error = { message, type: 'OAuthException', code, ...(subcode !== undefined && { error_subcode: subcode }) };
  return { status, body: { error: { ...error, fbtrace_id: 'AfakeTrace' } } };
}
