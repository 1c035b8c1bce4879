import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between a client or a worker and Redis, which can be cut: what is sent then is lost, and nobody is told. */
export class Network {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #silent = new WeakSet<Socket>();
  #isCut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(port: number): Promise<Network> {
    const server = createServer();
    const network = new Network(server);
    server.on('connection', (near) => {
      network.#join(near, connect(port, '127.0.0.1'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return network;
  }

  get url(): string {
    const address = this.#server.address();
    return `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Nothing comes through any more; connections seem to be there. */
  cut(): void {
    this.#isCut = true;
  }

  /** New connections work; the old ones are gone, as they are when a router has been restarted. */
  mend(): void {
    this.#isCut = false;
    this.reset();
  }

  /** From now on nothing comes through the connections there are, for good; new ones work. */
  silence(): void {
    for (const socket of this.#sockets) this.#silent.add(socket);
  }

  /** Ends all connections. */
  reset(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  [Symbol.dispose](): void {
    this.reset();
    this.#server.close();
  }

  #join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        if (!this.#isCut && !this.#silent.has(from)) to.write(bytes);
      });
      from
        .on('error', () => undefined)
        .on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
    }
  }
}
