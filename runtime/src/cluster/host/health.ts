import { rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Host } from './host.ts';

/** How often the file is written, in milliseconds. */
const INTERVAL = 5000;

/**
 * Says over HTTP how a host is: `/healthz` whether it is to be left alone, `/readyz` whether it takes calls, `/metrics` in
 * the format of Prometheus how many wait, by which machines can be added and taken away.
 */
export async function serveHealth(host: Host, queue: string, address: string): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(host, queue, request.url ?? '', response);
  });
  const [, name = '127.0.0.1', port = ''] = /^(?:(.*):)?(\d+)$/.exec(address) ?? [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(port), name, resolve);
  });
  server.unref();
  return server;
}

async function answer(host: Host, queue: string, url: string, response: ServerResponse): Promise<void> {
  const say = (isWell: boolean, text: string): void => {
    response.writeHead(isWell ? 200 : 503, { 'content-type': 'text/plain' }).end(`${text}\n`);
  };
  if (url === '/healthz') say(host.isHealthy, host.isHealthy ? 'ok' : 'Redis does not answer');
  else if (url === '/readyz') say(host.isReady, host.isReady ? 'ready' : 'not ready');
  else if (url === '/metrics') {
    const waiting = await host.countWaiting().catch(() => NaN);
    say(true, metrics(host, queue, waiting));
  } else response.writeHead(404).end();
}

function metrics(host: Host, queue: string, waiting: number): string {
  const label = `{queue="${queue}"}`;
  const { made, refused } = host.counts;
  return [
    '# HELP to_thread_waiting Calls that wait in the queue for a worker.',
    '# TYPE to_thread_waiting gauge',
    `to_thread_waiting${label} ${waiting}`,
    '# HELP to_thread_running Calls that this worker is making.',
    '# TYPE to_thread_running gauge',
    `to_thread_running${label} ${host.runningCalls}`,
    '# HELP to_thread_made_total Calls that this worker has made.',
    '# TYPE to_thread_made_total counter',
    `to_thread_made_total${label} ${made}`,
    '# HELP to_thread_refused_total Calls that this worker has refused.',
    '# TYPE to_thread_refused_total counter',
    `to_thread_refused_total${label} ${refused}`,
  ].join('\n');
}

/** Keeps a file as fresh as the host is well; it is not there when it takes no calls. Returns how to stop that. */
export function keepHealthFile(host: Host, file: string): () => Promise<void> {
  const write = (): Promise<void> =>
    host.isReady ? writeFile(file, `${new Date().toISOString()}\n`) : rm(file, { force: true });
  const timer = setInterval(() => void write().catch(() => undefined), INTERVAL).unref();
  void write().catch(() => undefined);
  return async () => {
    clearInterval(timer);
    await rm(file, { force: true });
  };
}
