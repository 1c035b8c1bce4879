import { Cluster, Redis } from 'ioredis';
import { until } from '../../support/until.ts';
import { freePort, RedisServer } from './redis.ts';

const SLOTS = 16_384;

/** A cluster of Redis whose parts share out the keys among themselves. */
export class RedisCluster {
  readonly parts: readonly RedisServer[];

  private constructor(parts: readonly RedisServer[]) {
    this.parts = parts;
  }

  static async start(size: number): Promise<RedisCluster> {
    const ports = await Promise.all(Array.from({ length: size }, freePort));
    const parts = await Promise.all(
      ports.map((port) =>
        RedisServer.start([
          ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', '--cluster-port', String(port)],
        ]),
      ),
    );
    const clients = parts.map(({ port }) => new Redis(port));
    const [first] = parts;
    for (const [i, client] of clients.entries()) {
      const [from, upTo] = [i, i + 1].map((n) => Math.floor((n * SLOTS) / size));
      await client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(Number(upTo) - 1));
      if (i > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', String(first?.port), String(ports[0]));
    }
    await until(async () => {
      const infos = await Promise.all(clients.map((client) => client.cluster('INFO')));
      return infos.every(
        (info) => /cluster_state:ok[^]*cluster_known_nodes:(\d+)/.exec(info)?.[1] === String(size),
      );
    });
    for (const client of clients) client.disconnect();
    return new RedisCluster(parts);
  }

  get url(): string {
    return this.parts[0]?.url ?? '';
  }

  connect(): Cluster {
    return new Cluster([this.url]);
  }

  /** The part that has the key. */
  async partOf(key: string): Promise<RedisServer | undefined> {
    const client = this.connect();
    const slot = await client.cluster('KEYSLOT', key);
    client.disconnect();
    return this.parts[Math.floor((slot * this.parts.length) / SLOTS)];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.parts.map((part) => part[Symbol.asyncDispose]()));
  }
}
