/**
 * `npm run bench:trace`: what it costs to find out what blocks, in one run: with the recorder, with what Node itself has, and
 * with nothing. CPU time of the main thread, which the event loop has to wait for, and of the process, the recorder's own
 * thread included; medians of interleaved rounds.
 */
import { loadavg } from 'node:os';
import { interleave } from './measure.ts';
import { callTime, requestTime, ways } from './trace/subject.ts';

const ROUNDS = 5;
const CALLS = 300_000;
const REQUESTS = 8000;

/** What the recorder may cost: microseconds a call, and of the time of a busy server. */
const CALL_TARGET = 1;
const SERVER_TARGET = 0.05;

console.log(`Node ${process.version}; load average before: ${loadavg()[0]?.toFixed(2) ?? 'unknown'}`);
for (const [whose, name] of [
  ['main', 'of the main thread'],
  ['all', 'of the process'],
] as const) {
  await report(
    `A short call (statSync, 15 frames deep), µs ${name}`,
    (way) => callTime(way, whose, CALLS),
    (more) => more <= CALL_TARGET,
  );
  await report(
    `A request to a busy server with 20 such calls, µs ${name}`,
    (way) => requestTime(way, whose, REQUESTS),
    (_more, share) => share <= SERVER_TARGET,
  );
}

async function report(
  title: string,
  measure: (way: string) => Promise<number>,
  isReached: (more: number, share: number) => boolean,
): Promise<void> {
  const subjects = Object.keys(ways).map((way) => [way, () => measure(way)] as const);
  const { figures } = await interleave(Object.fromEntries(subjects), ROUNDS);
  process.stderr.write('\r\u001b[K');
  console.log(`\n${title}`);
  const base = figures['nothing'] ?? NaN;
  for (const [way, figure] of Object.entries(figures)) {
    const more = figure - base;
    const share = more / base;
    const mark = way !== 'to-thread' ? '' : isReached(more, share) ? '  reached' : '  MISSED';
    const difference = `${more < 0 ? '' : '+'}${more.toFixed(2)}`.padStart(10);
    console.log(
      `  ${way.padEnd(20)}${figure.toFixed(2).padStart(10)}${difference}${`${(share * 100).toFixed(1)} %`.padStart(11)}${mark}`,
    );
  }
}
