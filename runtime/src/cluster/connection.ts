import type { Cluster, Redis, RedisOptions } from 'ioredis';
import type { Peers } from './peers.ts';

/** Where Redis is: a `redis:` or `rediss:` URL, options of ioredis, or a client of ioredis, of which copies are made. */
export type Connection = string | RedisOptions | Redis | Cluster;

/**
 * A connection of our own. Commands wait while there is none, and one on which Redis does not answer any more is given up
 * for another: a network that drops everything says nothing.
 *
 * @param tell told once of each time when Redis cannot be reached
 * @param silence milliseconds that an answer may take; 0 if that is looked after otherwise
 */
export function connect(
  { Redis }: Pick<Peers, 'Redis'>,
  where: Connection,
  tell: (reason: Error) => void = () => undefined,
  silence = SILENCE,
): Redis {
  const client = open(Redis, where, silence);
  let isTold = false;
  client.on('error', (reason: Error) => {
    if (!isTold) tell(reason);
    isTold = true;
  });
  client.on('ready', () => {
    isTold = false;
  });
  return client;
}

/** Longer than the longest command that waits for something to happen. */
const SILENCE = 15_000;

function open(Redis: Peers['Redis'], where: Connection, silence: number): Redis {
  const socket = { maxRetriesPerRequest: null, ...(silence > 0 && { socketTimeout: silence }) } as const;
  // A client of a cluster does the same for all that is used here.
  if (isCluster(where)) return ofCluster(where, socket) as unknown as Redis;
  const settings = { ...socket, retryStrategy };
  if (typeof where === 'string') return new Redis(where, settings);
  if ('duplicate' in where) return where.duplicate(settings);
  // Options that are undefined are as good as none.
  return new Redis({ ...where, ...settings } as unknown as string);
}

function retryStrategy(times: number): number {
  return Math.min(50 * 2 ** times, 2000);
}

/** Whether Redis is a cluster there, whose parts have the keys by their hash tags. */
export function isCluster(where: Connection): where is Cluster {
  return Object(where) === where && (where as Cluster).isCluster;
}

/** A part of a cluster may be gone for as long as all of Redis may otherwise: nothing is given up for that. */
function ofCluster(
  where: Cluster,
  redisOptions: { readonly maxRetriesPerRequest: null; readonly socketTimeout?: number },
): Cluster {
  return where.duplicate([], {
    ...{ redisOptions, lazyConnect: false, clusterRetryStrategy: retryStrategy },
    ...{ maxRedirections: Infinity, retryDelayOnClusterDown: 200, retryDelayOnFailover: 200 },
  });
}

/** A cluster of Redis, of which one node is known. What it takes to speak with that holds for all of them. */
export function clusterAt({ Cluster }: Pick<Peers, 'Cluster'>, url: string): Cluster {
  const { protocol, username, password } = new URL(url);
  return new Cluster([url], {
    lazyConnect: true,
    redisOptions: {
      ...(protocol === 'rediss:' && { tls: {} }),
      ...(username !== '' && { username: decodeURIComponent(username) }),
      ...(password !== '' && { password: decodeURIComponent(password) }),
    },
  });
}

/** What the keys of a queue begin with, unless that is said. In a cluster all of them have to be in one part. */
export function usualPrefix(where: Connection): string {
  return isCluster(where) ? '{bull}' : 'bull';
}

/** Ends a connection. One that is about to be made is not left with a promise that nobody handles. */
export function disconnect(client: Redis): void {
  if (client.status !== 'connecting') client.disconnect();
  else
    client
      .once('connect', () => {
        client.disconnect();
      })
      .once('error', () => {
        client.disconnect();
      });
}

/** What to do if Redis is not there, for those who have just come here. */
export const HOW_TO_GET_REDIS =
  'Is it running? On Debian and Ubuntu: apt-get install redis-server, then redis-server --appendonly yes';

/** How far the clock of Redis is ahead of that of this machine, in milliseconds: all sides go by the former. */
export async function clockOffset(client: Redis): Promise<number> {
  const before = Date.now();
  const [seconds, microseconds] = await client.time();
  const here = (before + Date.now()) / 2;
  return Number(seconds) * 1e3 + Number(microseconds) / 1e3 - here;
}
