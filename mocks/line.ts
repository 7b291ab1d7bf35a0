/** How a mock is connected: its port, which can be closed and opened, and made deaf. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Line } from './faults/fault.ts';

export const HOST = '127.0.0.1';

export interface OpenLine extends Line {
  readonly port: number;
}

/** Listens at the port, 0 for a free one; rejects with `EADDRINUSE` where it is taken. */
export async function openLine(server: Server, wished: number): Promise<OpenLine> {
  const unread = unreadSockets(server);
  await listen(server, wished);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      unread.cut();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async resume() {
      if (!server.listening) await listen(server, port);
    },
    deaf: unread.deaf,
  };
}

/** Puts itself between the port and the HTTP server, which reads whatever connects: no option makes it wait. */
function unreadSockets(server: Server) {
  const sockets = new Set<Socket>();
  const [serveSocket] = server.listeners('connection');
  let deaf = false;
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (!deaf) return serveSocket!.call(server, socket);
    sockets.add(socket);
    socket.pause();
    socket.on('error', () => {}); // The caller gave up: nobody is there to be told.
    socket.once('close', () => sockets.delete(socket));
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    cut,
    deaf(on: boolean) {
      deaf = on;
      if (!on) cut();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  // Rejects with the server's `error` event, so also where the port is taken.
  await once(server, 'listening');
}
