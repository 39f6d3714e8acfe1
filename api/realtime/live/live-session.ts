import type { Duplex } from 'node:stream';
import { v7 as uuid } from 'uuid';
import type { WebSocket } from 'ws';
import { roleAllows } from '#domain/account/role.ts';
import { scopesCover } from '#domain/account/scope.ts';
import { DomainError, StoreUnavailable } from '#domain/errors.ts';
import type { PresenceState } from '#domain/live/presence.ts';
import type { Typing } from '#domain/live/typing.ts';
import { HttpProblem } from '#api/http/problem.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { readClientFrame } from './client-frames.ts';
import type { ClientFrame } from './client-frames.ts';
import { CLOSE } from './close-codes.ts';
import { socketMember } from './socket-member.ts';
import type { LiveDesk } from './live-desk.ts';
import type { Seat } from './seats.ts';

const AUTH_MS = 5_000;
/** A client that never says where to go on hears what happens from now on, this long after it has proven itself, ms. */
const FOLLOW_MS = 1_000;
/** A client that says more than this many frames in ten seconds is shut out. */
const MOST_FRAMES = 40;
const FRAMES_MS = 10_000;
/** Somebody who types is told of once in this time, ms. */
const TYPING_MS = 2_000;

interface Login {
  token: string;
  readonly tenant: TenantRef;
  caller: Caller;
}

/** One socket, from its first frame to its end. */
export function runSession(desk: LiveDesk, socket: WebSocket, wire: Duplex, seat: Seat): void {
  const connectionId = uuid();
  const ends: (() => void)[] = [seat.leave];
  let login: Login | undefined;
  let isFollowing = false;
  let frames = 0;
  let lastTyping = 0;
  let isClosed = false;

  const say = (frame: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const atEnd = (end: () => void) => {
    if (isClosed) end();
    else ends.push(end);
  };
  const deadline = setTimeout(() => socket.close(CLOSE.authTimeout, 'send {"type":"auth","token":…} first'), AUTH_MS);
  const meter = setInterval(() => (frames = 0), FRAMES_MS);

  const authenticate = async ({ token, tenant: slug }: Extract<ClientFrame, { type: 'auth' }>) => {
    const caller = await desk.identify(token);
    if (caller === undefined) return socket.close(CLOSE.unauthorized, 'the token or key is not valid, or not any more');
    if (caller.kind === 'tenant' && !scopesCover(caller.scopes, 'Live'))
      return socket.close(CLOSE.forbidden, 'the key lacks the scope "Live"');
    const tenant = await desk.tenantOf(caller, slug);
    if (login !== undefined) {
      if (tenant.id !== login.tenant.id || whoIs(caller) !== whoIs(login.caller)) {
        return socket.close(CLOSE.forbidden, 'a socket belongs to one person');
      }
      Object.assign(login, { token, caller });
      return say({ type: 'authenticated' });
    }
    if (isClosed) return;
    if (!seat.assign(tenant.id)) return socket.close(CLOSE.tryLater, 'the shop has too many live connections');
    clearTimeout(deadline);
    const opened: Login = { token, tenant, caller };
    login = opened;
    const watched = {
      get token() {
        return opened.token;
      },
      proven(now: Caller | undefined) {
        if (now === undefined) socket.close(CLOSE.unauthorized, 'the token is not valid any more');
        else opened.caller = now;
      },
    };
    atEnd(desk.watch(watched));
    atEnd(desk.notices.subscribeTyping(tenant.id, tellTyping));
    if (caller.kind === 'user') {
      atEnd(desk.attendance.enter(tenant.id, { connectionId, userId: caller.user.id, state: 'online' }));
    }
    say({ type: 'authenticated' });
    const unasked = setTimeout(() => enqueue({ type: 'resume' }), FOLLOW_MS);
    atEnd(() => clearTimeout(unasked));
  };

  const tellTyping = ({ conversationId, userId }: Typing) => {
    if (login && userId === userOf(login.caller)) return;
    say({ type: 'typing', conversation_id: conversationId, user_id: userId });
  };

  const resume = async ({ tenant }: Login, after: string | null) => {
    if (isFollowing) return;
    isFollowing = true;
    atEnd(await desk.hub.join(tenant.id, after, socketMember(socket, wire)));
  };

  const type = async ({ tenant, caller }: Login, conversationId: string) => {
    if (caller.kind !== 'user' || !roleAllows(caller.role, 'agent')) {
      return socket.close(CLOSE.forbidden, 'typing is for people with the role agent');
    }
    const now = performance.now();
    if (now - lastTyping < TYPING_MS) return;
    lastTyping = now;
    await desk.sayTyping(tenant.id, conversationId, caller.user.id);
  };

  const attend = ({ tenant, caller }: Login, state: PresenceState) => {
    if (caller.kind !== 'user') return socket.close(CLOSE.forbidden, 'presence is for people');
    desk.attendance.change(tenant.id, { connectionId, userId: caller.user.id, state });
  };

  const take = async (frame: ClientFrame) => {
    if (frame.type === 'auth') return authenticate(frame);
    if (login === undefined) return socket.close(CLOSE.unauthorized, 'send {"type":"auth","token":…} first');
    if (frame.type === 'resume') return resume(login, frame.after ?? null);
    if (frame.type === 'typing') return type(login, frame.conversation_id);
    if (frame.type === 'presence') return attend(login, frame.state);
    return say({ type: 'pong' });
  };

  // One frame after the other: what follows `auth` waits for it.
  let queue = Promise.resolve();
  const enqueue = (frame: ClientFrame) => {
    queue = queue.then(() => take(frame)).catch((error: unknown) => refuse(desk, socket, error));
  };
  socket.on('message', (data, isBinary) => {
    frames += 1;
    if (frames > MOST_FRAMES) return socket.close(CLOSE.tooManyFrames, 'too many frames');
    const frame = isBinary || !Buffer.isBuffer(data) ? undefined : readClientFrame(data.toString());
    if (frame === undefined) return socket.close(CLOSE.badFrame, 'that is no frame of this protocol');
    enqueue(frame);
  });
  socket.on('close', () => {
    isClosed = true;
    clearTimeout(deadline);
    clearInterval(meter);
    for (const end of ends.splice(0)) end();
  });
}

/** The socket ends; the client knows by the code whether to come again. */
function refuse(desk: LiveDesk, socket: WebSocket, error: unknown): void {
  if (error instanceof StoreUnavailable) return socket.close(CLOSE.tryLater, 'not possible now; connect again');
  if (error instanceof DomainError || error instanceof HttpProblem) {
    return socket.close(CLOSE.forbidden, error.message.slice(0, 100));
  }
  desk.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a live connection failed');
  socket.close(1011, 'internal error');
}

function userOf(caller: Caller): string | undefined {
  return caller.kind === 'user' ? caller.user.id : undefined;
}

function whoIs(caller: Caller): string {
  if (caller.kind === 'user') return `user ${caller.user.id}`;
  return caller.kind === 'tenant' ? `key ${caller.keyId}` : 'platform';
}
