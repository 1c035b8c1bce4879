/**
 * The whole job before your eyes: lint a server, fix a copy of it, and run both under load. `npm run demo` at the
 * root builds the packages first.
 */
import process from 'node:process';
import { makeCopies, sampleServer } from './copies.ts';
import { printDiff } from './diff.ts';
import { fix, lint } from './lint.ts';
import { loadDescription } from './load.ts';
import { compare, startMeasured } from './measure.ts';
import { printComparison } from './report.ts';
import { heading, print, Progress } from './terminal.ts';

const rounds = 3;
const secondsPerRound = 8;

await using cleanup = new AsyncDisposableStack();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    endEarly(code);
  });
}
// The reader of a pipe (`npm run demo | head`) went away.
process.stdout.once('error', () => {
  endEarly(0);
});

heading('1. Lint the sample server');
const { output, problems } = await lint(sampleServer);
print(output.trim());

heading('2. Fix a copy of it with eslint --fix');
const copies = cleanup.use(await makeCopies());
const { files, problemsLeft } = await fix(copies.fixed);
printDiff(files);
print(`\n${files.length} files changed: ${problems} problems before, ${problemsLeft} after.`);

heading('3. Run both under load');
print(loadDescription);
const progress = new Progress();
const servers = {
  original: cleanup.use(await startMeasured(copies.original)),
  fixed: cleanup.use(await startMeasured(copies.fixed)),
};
const comparison = await compare(servers, {
  rounds,
  secondsPerRound,
  onProgress: (share, step) => {
    progress.show(share, step);
  },
});
progress.end();

heading('4. Side by side');
printComparison(comparison);

/** Ends the servers and removes the copies before the process goes. */
function endEarly(code: number): void {
  void cleanup.disposeAsync().finally(() => process.exit(code));
}
