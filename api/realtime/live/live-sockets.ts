import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { CLOSE } from './close-codes.ts';
import type { LiveDesk } from './live-desk.ts';
import { runSession } from './live-session.ts';
import { isOwnOrigin } from './own-origin.ts';

export const LIVE_PATH = '/v1/live';

/** Longest frame of a client, bytes. */
const LONGEST_FRAME = 32_768;
/** A client that does not answer a ping before the next one is gone, ms. */
const PING_MS = 25_000;

/** Who does not answer our goodbye is cut, ms. */
const FAREWELL_MS = 3_000;

/** The sockets of this process. */
export interface LiveSockets {
  /** Takes over a connection that wants to become a socket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Tells every client to connect elsewhere, and takes no new ones. */
  drain(): void;
}

export function createLiveSockets(desk: LiveDesk): LiveSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_FRAME,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const open = new Map<WebSocket, { isAlive: boolean }>();
  let isDraining = false;

  const ping = () => {
    for (const [socket, state] of open) {
      if (!state.isAlive) socket.terminate();
      state.isAlive = false;
      socket.ping();
    }
  };
  let timer: NodeJS.Timeout | undefined;

  return {
    upgrade: (request, socket, head) => {
      // Its errors are the end of it.
      socket.on('error', () => socket.destroy());
      const path = request.url?.split('?', 1)[0];
      if (path !== LIVE_PATH) return refuse(socket, '404 Not Found');
      if (!isOwnOrigin(request.headers, desk.publicUrl)) return refuse(socket, '403 Forbidden');
      const seat = isDraining ? undefined : desk.seats.take();
      if (seat === undefined) return refuse(socket, '503 Service Unavailable', 'Retry-After: 2\r\n');
      socket.once('close', seat.leave);
      server.handleUpgrade(request, socket, head, (client) => {
        const state = { isAlive: true };
        open.set(client, state);
        timer ??= setInterval(ping, PING_MS);
        client.on('pong', () => (state.isAlive = true));
        client.on('error', () => client.terminate());
        client.on('close', () => {
          open.delete(client);
          if (open.size > 0) return;
          clearInterval(timer);
          timer = undefined;
        });
        runSession(desk, client, socket, seat);
      });
    },
    drain() {
      isDraining = true;
      for (const socket of open.keys()) socket.close(CLOSE.goingAway, 'connect again');
      setTimeout(() => {
        for (const socket of open.keys()) socket.terminate();
      }, FAREWELL_MS).unref();
    },
  };
}

function refuse(socket: Duplex, status: string, headers = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${headers}\r\n`);
}
