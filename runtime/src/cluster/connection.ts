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
  const settings = {
    maxRetriesPerRequest: null,
    ...(silence > 0 && { socketTimeout: silence }),
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, 2000),
  } as const;
  if (typeof where === 'string') return new Redis(where, settings);
  // Of a client of a cluster, which does the same for all that is used here.
  if ('duplicate' in where) return (where as Redis).duplicate(settings);
  // Options that are undefined are as good as none.
  return new Redis({ ...where, ...settings } as unknown as string);
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
