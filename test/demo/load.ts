import { createHistogram } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RunningServer } from '../support/server.ts';
import { randomNumbers } from './random.ts';

/** What the clients of one kind saw in one round. */
export interface Traffic {
  readonly answersPerSecond: number;
  /** Milliseconds from sending a request to the last byte of its answer. */
  readonly median: number;
  readonly p99: number;
  /** Answers other than 2xx, broken connections, and requests without an answer. */
  readonly failures: number;
}

interface Clients {
  readonly perSecond: number;
  /** What they send, in turns. */
  readonly requests: readonly Request[];
}

export type ClientKind = 'healthChecks' | 'readers' | 'heavyRequests';

export type LoadResult = Readonly<Record<ClientKind, Traffic>>;

const page = (chapter: string) => get(`/pages/chapter-${chapter}`);
const login: Request = {
  method: 'POST',
  path: '/accounts/login',
  json: { name: 'ada', password: 'analytical engine' },
};

/** A morning in a company of some hundred people: most of them read, and now and then somebody does something heavy. */
const clients: Readonly<Record<ClientKind, Clients>> = {
  healthChecks: { perSecond: 20, requests: [{ path: '/health' }] },
  readers: {
    perSecond: 60,
    requests: [
      get('/'),
      get('/assets/handbook.css'),
      page('012'),
      page('045'),
      get('/search?q=ferry%20budget'),
      page('099'),
      page('120'),
      page('007'),
    ],
  },
  heavyRequests: {
    perSecond: 6,
    requests: [login, page('042/history'), login, get('/download'), login, login],
  },
};

export const loadDescription =
  `The same steady load for both, at random moments: ${clients.readers.perSecond} pages, searches and style sheets a second, and ` +
  `${clients.healthChecks.perSecond} health checks.\nIn the background ${clients.heavyRequests.perSecond} heavy requests a second: ` +
  `a login hashes a password, a download compresses 1 MB, the history of a page runs Git.`;

/** How long we wait for the last answers of a round before we count them as failures, milliseconds. */
const patience = 10_000;

/**
 * Puts a server under load for a number of seconds. Requests come when their time has come, whether earlier ones have
 * been answered or not, as those of people do who know nothing of each other. A load generator that waits for an
 * answer before it sends the next request asks a stalled server less, and so hides the stall.
 */
export async function load(server: RunningServer, seconds: number): Promise<LoadResult> {
  const counters = {
    healthChecks: new Counter(),
    readers: new Counter(),
    heavyRequests: new Counter(),
  };
  const signal = AbortSignal.timeout(seconds * 1000 + patience);
  const start = performance.now();
  const answers: Promise<void>[] = [];
  for (const { at, kind, request } of schedule(seconds)) {
    const wait = at - (performance.now() - start);
    if (wait > 0) await delay(wait);
    answers.push(counters[kind].count(() => server.send(request, { signal })));
  }
  await Promise.all(answers);
  const elapsed = (performance.now() - start) / 1000;
  return {
    healthChecks: counters.healthChecks.sumUp(elapsed),
    readers: counters.readers.sumUp(elapsed),
    heavyRequests: counters.heavyRequests.sumUp(elapsed),
  };
}

interface Arrival {
  /** Milliseconds from the start of the round. */
  readonly at: number;
  readonly kind: ClientKind;
  readonly request: Request;
}

/** The same at each call: both servers get the same requests at the same moments. */
function schedule(seconds: number): Arrival[] {
  const next = randomNumbers(20_260_105);
  const kinds: ClientKind[] = ['healthChecks', 'readers', 'heavyRequests'];
  return kinds.flatMap((kind) => arrivals(kind, seconds, next)).sort((a, b) => a.at - b.at);
}

function arrivals(kind: ClientKind, seconds: number, next: () => number): Arrival[] {
  const { perSecond, requests } = clients[kind];
  return Array.from({ length: Math.round(perSecond * seconds) }, (_, index) => {
    const request = requests[index % requests.length];
    if (!request) throw new RangeError(`${kind} have nothing to send`);
    return { at: next() * seconds * 1000, kind, request };
  });
}

/** Sums up the answers to one kind of request. */
class Counter {
  /** In microseconds: a histogram counts whole numbers. */
  readonly #latencies = createHistogram();
  #failures = 0;

  async count(send: () => ReturnType<RunningServer['send']>): Promise<void> {
    const start = performance.now();
    try {
      const { status = 0 } = await send();
      if (status < 200 || status >= 300) this.#failures++;
      this.#latencies.record(Math.ceil((performance.now() - start) * 1000));
    } catch {
      this.#failures++;
    }
  }

  sumUp(seconds: number): Traffic {
    return {
      answersPerSecond: this.#latencies.count / seconds,
      median: this.#latencies.percentile(50) / 1000,
      p99: this.#latencies.percentile(99) / 1000,
      failures: this.#failures,
    };
  }
}

function get(path: string): Request {
  return { path, headers: { 'accept-encoding': 'gzip' } };
}
