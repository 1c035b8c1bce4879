/**
 * Runs inside a measured server, preloaded with `--import`, so that the application itself is not changed. It
 * answers its parent over the process channel: "reset" starts a measurement, "read" gives the longest stall since.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

/** Between two looks at the clock, milliseconds. A delay is counted from one look to the next. */
const resolution = 1;

/** The parent's side of the conversation. */
export type MonitorRequest = 'reset' | 'read';

/** The longest stall in milliseconds: how long at worst the event loop answered nobody. */
export interface MonitorAnswer {
  readonly longestStall: number;
}

// Worker threads inherit the preload; only the event loop of the server is of interest.
if (isMainThread && process.channel) {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  process.on('message', (request: MonitorRequest) => {
    if (request === 'reset') {
      histogram.reset();
    } else {
      const longestStall = Math.max(0, histogram.max / 1e6 - resolution);
      process.send?.({ longestStall } satisfies MonitorAnswer);
    }
  });
  // The demo is gone, however it went: nobody else would end this server.
  process.on('disconnect', () => {
    process.exit();
  });
  // Listening must not keep a server alive that wants to end.
  process.channel.unref();
}
