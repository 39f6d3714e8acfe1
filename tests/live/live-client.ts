import WebSocket from 'ws';

export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly after?: string;
  readonly conversation_id?: string;
  readonly user_id?: string;
  readonly subject?: { readonly kind: string; readonly id: string };
}

/** A client on a real socket that keeps what it hears. */
export interface LiveClient {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  /** Frames of the feed: those with an id. */
  facts(): Frame[];
  say(frame: object): void;
  /** The first frame that fits, whenever it comes. */
  heard(fits: (frame: Frame) => boolean): Promise<Frame>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): Promise<void>;
}

export function openClient(apiUrl: string, options: WebSocket.ClientOptions = {}): LiveClient {
  const socket = new WebSocket(`${apiUrl.replace(/^http/, 'ws')}/v1/live`, options);
  const frames: Frame[] = [];
  const waiting: { fits: (frame: Frame) => boolean; found: (frame: Frame) => void }[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '') as Frame;
    frames.push(frame);
    for (const one of waiting.filter(({ fits }) => fits(frame))) {
      waiting.splice(waiting.indexOf(one), 1);
      one.found(frame);
    }
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => {
      resolve({ code: response.statusCode ?? 0, reason: 'refused' });
      response.destroy();
    });
  });
  return {
    socket,
    frames,
    facts: () => frames.filter((frame) => frame.id !== undefined),
    say: (frame) => socket.send(JSON.stringify(frame)),
    heard: (fits) =>
      new Promise((found) => {
        const before = frames.find(fits);
        if (before) found(before);
        else waiting.push({ fits, found });
      }),
    closed,
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** Opens, proves itself and follows the feed; resolves when it does. */
export async function follow(apiUrl: string, token: string, after?: string): Promise<LiveClient> {
  const client = openClient(apiUrl);
  await new Promise((open) => client.socket.once('open', open));
  client.say({ type: 'auth', token });
  client.say({ type: 'resume', after: after ?? null });
  await client.heard((frame) => frame.type === 'ready' || frame.type === 'reset');
  return client;
}
