import autocannon from 'autocannon';
import { pageNames } from './handbook.ts';

/** What a group of clients saw in one round. */
export interface Traffic {
  readonly requestsPerSecond: number;
  /** Milliseconds that 99 of 100 answers took at most. */
  readonly p99: number;
  /** Answers other than 2xx, broken connections and timeouts. */
  readonly failures: number;
}

export interface LoadResult {
  /** Readers, who ask for the next page as soon as they have the last one. */
  readonly readers: Traffic;
  /** The load balancer, which asks `/health` at a fixed rate whatever happens. */
  readonly healthChecks: Traffic;
}

const readerConnections = 8;
const healthChecksPerSecond = 40;

/**
 * What readers do, in the order in which each of them does it: mostly pages, now and then something heavy. Twelve
 * requests, of which one hashes a password, one compresses the whole handbook and one starts Git.
 */
const visit: autocannon.Request[] = [
  get('/'),
  ...['012', '045', '099'].map((chapter) => get(`/pages/chapter-${chapter}`)),
  get('/assets/handbook.css'),
  post('/accounts/login', { name: 'ada', password: 'analytical engine' }),
  ...['120', '121', '007'].map((chapter) => get(`/pages/chapter-${chapter}`)),
  get('/search?q=ferry%20budget'),
  get(`/pages/${pageNames[41] ?? ''}/history`),
  get('/download'),
];

export const loadDescription =
  `${readerConnections} readers go through ${visit.length} requests each, as fast as they are answered (pages, search, a login, ` +
  `Git history, a download);\na load balancer asks /health ${healthChecksPerSecond} times a second.`;

/** Puts a server under load for a number of seconds. */
export async function load(url: string, seconds: number): Promise<LoadResult> {
  const [readers, healthChecks] = await Promise.all([
    autocannon({ url, duration: seconds, connections: readerConnections, requests: visit }),
    autocannon({
      url: `${url}/health`,
      duration: seconds,
      connections: 4,
      // With a rate, autocannon also counts the requests that a stalled server kept from being sent in time.
      overallRate: healthChecksPerSecond,
    }),
  ]);
  return { readers: summarize(readers), healthChecks: summarize(healthChecks) };
}

function get(path: string): autocannon.Request {
  return { method: 'GET', path, headers: { 'accept-encoding': 'gzip' } };
}

function post(path: string, body: unknown): autocannon.Request {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function summarize(result: autocannon.Result): Traffic {
  return {
    requestsPerSecond: result.requests.total / result.duration,
    p99: result.latency.p99,
    failures: result.errors + result.timeouts + result.non2xx,
  };
}
