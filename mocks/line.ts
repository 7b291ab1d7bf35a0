/** How a mock is connected: its port, which can be closed and opened, and made deaf. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Line } from './faults/fault.ts';

export const HOST = '127.0.0.1';

export interface OpenLine extends Line {
  readonly port: number;
  /** Leaves that connection when the others are cut: who asked for it is to be told that it was done. */
  spare(socket: Socket): void;
}

/** Listens at the port, 0 for a free one; rejects with `EADDRINUSE` where it is taken. */
export async function openLine(server: Server, wished: number): Promise<OpenLine> {
  const sockets = new Sockets(server);
  await listen(server, wished);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      const closed = server.listening ? once(server, 'close') : null;
      if (closed) server.close();
      sockets.cut();
      await closed;
    },
    async resume() {
      if (!server.listening) await listen(server, port);
    },
    deaf: on => sockets.deaf(on),
    spare: socket => sockets.spare(socket),
  };
}

/** Stands between the port and the HTTP server, which reads whatever connects: no option makes it wait. */
class Sockets {
  readonly #open = new Set<Socket>();
  readonly #unread = new Set<Socket>();
  readonly #spared = new WeakSet<Socket>();
  #deaf = false;

  constructor(server: Server) {
    const [serve] = server.listeners('connection');
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket);
      socket.once('close', () => {
        this.#open.delete(socket);
        this.#unread.delete(socket);
      });
      if (!this.#deaf) return serve!.call(server, socket);
      this.#unread.add(socket);
      socket.pause();
      socket.on('error', () => {}); // The caller gave up: nobody is there to be told.
    });
  }

  cut(): void {
    for (const socket of this.#open) if (!this.#spared.has(socket)) socket.destroy();
  }

  spare(socket: Socket): void {
    this.#spared.add(socket);
  }

  /** With false, what was not read is cut. */
  deaf(on: boolean): void {
    this.#deaf = on;
    if (!on) for (const socket of this.#unread) socket.destroy();
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  // Rejects with the server's `error` event, so also where the port is taken.
  await once(server, 'listening');
}
