/*
 * Calls on their way through clients, Redis and workers, each of which does one thing at a time, as their processes do. What
 * one machine cannot show, because it has too few cores, is computed from what a call costs each of them.
 */

/** What a call costs, in milliseconds of CPU. */
export interface Costs {
  readonly client: number;
  readonly redis: number;
  readonly worker: number;
}

export interface Shape {
  /** Processes that make calls, each with that many under way. */
  readonly clients: number;
  readonly underWay: number;
  /** Each with a queue, and its share of clients and workers. */
  readonly redis: number;
  readonly workers: number;
  /** How many calls a worker runs at a time, and how many more it takes. */
  readonly concurrency: number;
  readonly ahead: number;
  /** Milliseconds that the function runs. */
  readonly runs: number;
  /** Milliseconds from one machine to another. */
  readonly hop: number;
  /** How many of all these can do something at a time. */
  readonly cores?: number;
}

export interface Outcome {
  readonly callsPerSecond: number;
  /** The part of the time in which each kind has something to do. */
  readonly busy: Readonly<Record<Kind, number>>;
}

type Kind = 'client' | 'redis' | 'worker' | 'threads';

/** Something that does `servers` things at a time, in the order in which they come. */
interface Station {
  readonly kind: Kind;
  readonly servers: number;
  readonly waiting: (readonly [milliseconds: number, then: () => void])[];
  running: number;
  worked: number;
}

/** Each costs as much before the function runs as after it. */
const HALF = 0.5;

/** Calls until the first are no more what is seen, and calls that are counted. */
const WARM_UP = 4000;
const COUNTED = 20_000;

export function simulate(costs: Costs, shape: Shape): Outcome {
  const { clients, underWay, redis, workers, concurrency, ahead, runs, hop, cores = Infinity } = shape;
  let now = 0;
  let free = cores;
  let finished = 0;
  let countedSince = 0;
  const agenda = new Agenda();
  const stations: Station[] = [];
  const station = (kind: Kind, servers = 1): Station => {
    const made = { kind, servers, waiting: [], running: 0, worked: 0 };
    stations.push(made);
    return made;
  };
  const many = (count: number, kind: Kind, servers?: number): Station[] =>
    Array.from({ length: count }, () => station(kind, servers));
  const [front, parts, hosts] = [many(clients, 'client'), many(redis, 'redis'), many(workers, 'worker')];
  const threads = many(workers, 'threads', concurrency);
  const queues = parts.map((): (() => void)[] => []);
  /** Workers that would take a call, by the part of Redis that they take it from. */
  const idle = parts.map((_part, i) =>
    Array.from({ length: concurrency + ahead }, () => hosts.map((_host, h) => h))
      .flat()
      .filter((h) => h % redis === i),
  );

  for (let i = 0; i < clients * underWay; i++) make(i % clients);
  while (finished < WARM_UP + COUNTED && agenda.size > 0) {
    const [at, happen] = agenda.next();
    now = at;
    happen();
  }
  const time = now - countedSince;
  return { callsPerSecond: (COUNTED / time) * 1000, busy: busyIn(stations, time) };

  function make(client: number): void {
    const part = client % redis;
    work(front[client], costs.client * HALF, () => {
      later(() => {
        work(parts[part], costs.redis * HALF, () => {
          wait(part, client);
        });
      });
    });
  }

  function wait(part: number, client: number): void {
    const host = idle[part]?.shift();
    if (host === undefined)
      queues[part]?.push(() => {
        wait(part, client);
      });
    else {
      later(() => {
        work(hosts[host], costs.worker * HALF, () => {
          work(threads[host], runs, () => {
            work(hosts[host], costs.worker * HALF, () => {
              later(() => {
                end(part, host, client);
              });
            });
          });
        });
      });
    }
  }

  /** Redis hears that a job is done, gives its worker the next, and hands the reply to the client. */
  function end(part: number, host: number, client: number): void {
    work(parts[part], costs.redis * HALF, () => {
      idle[part]?.push(host);
      queues[part]?.shift()?.();
      later(() => {
        work(front[client], costs.client * HALF, () => {
          if (++finished === WARM_UP) {
            countedSince = now;
            for (const each of stations) each.worked = 0;
          }
          make(client);
        });
      });
    });
  }

  function later(happen: () => void): void {
    agenda.add(now + hop, happen);
  }

  function work(at: Station | undefined, milliseconds: number, then: () => void): void {
    at?.waiting.push([milliseconds, then]);
    if (at) begin(at);
  }

  function begin(at: Station): void {
    // What a function does counts as waiting where it only sleeps; here it computes.
    while (at.running < at.servers && free > 0) {
      const [next] = at.waiting.splice(0, 1);
      if (!next) return;
      const [milliseconds, then] = next;
      at.running++;
      free--;
      agenda.add(now + milliseconds, () => {
        at.running--;
        at.worked += milliseconds;
        free++;
        then();
        begin(at);
        if (free > 0 && cores < Infinity) for (const each of stations) begin(each);
      });
    }
  }
}

function busyIn(stations: readonly Station[], time: number): Outcome['busy'] {
  const of = (kind: Kind): number => {
    const those = stations.filter((each) => each.kind === kind);
    const worked = those.reduce((sum, { worked }) => sum + worked, 0);
    return worked / time / those.reduce((sum, { servers }) => sum + servers, 0);
  };
  return { client: of('client'), redis: of('redis'), worker: of('worker'), threads: of('threads') };
}

/** What happens, by the time at which it does: a heap. */
class Agenda {
  readonly #events: (readonly [at: number, happen: () => void])[] = [];

  get size(): number {
    return this.#events.length;
  }

  add(at: number, happen: () => void): void {
    const events = this.#events;
    let i = events.length;
    for (let above = (i - 1) >> 1; i > 0 && at < this.#at(above); above = (i - 1) >> 1) {
      events[i] = events[above] ?? [at, happen];
      i = above;
    }
    events[i] = [at, happen];
  }

  next(): readonly [at: number, happen: () => void] {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (!first || !last) throw new Error('nothing happens any more');
    if (events.length === 0) return first;
    let i = 0;
    for (;;) {
      let below = 2 * i + 1;
      if (this.#at(below + 1) < this.#at(below)) below++;
      if (last[0] <= this.#at(below)) break;
      events[i] = events[below] ?? last;
      i = below;
    }
    events[i] = last;
    return first;
  }

  #at(i: number): number {
    return this.#events[i]?.[0] ?? Infinity;
  }
}
