/**
 * The whole job before your eyes: lint a server, fix a copy of it, and run both under load. `npm run demo` at the
 * root builds the packages first.
 */
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { makeCopies, temporaryFolder } from './copies.ts';
import { printDiff } from './diff.ts';
import { fix, lint } from './lint.ts';
import { loadDescription } from './load.ts';
import { compare, startMeasured } from './measure.ts';
import { compareRecordings, record, writePage } from './recording.ts';
import { printComparison } from './report.ts';
import { heading, print, Progress } from './terminal.ts';

const rounds = 3;
const secondsPerRound = 8;
const secondsRecorded = 6;

/** Stays when the copies of the server are gone. */
const page = join(import.meta.dirname, 'dist/report.html');

const folder = temporaryFolder();
const running = new AsyncDisposableStack();
let ending: Promise<void> | undefined;

// Each may come again while we end: at Ctrl-C the terminal signals every process, and npm passes its signal on.
process.on('SIGINT', () => {
  endEarly(130);
});
process.on('SIGTERM', () => {
  endEarly(143);
});
// The reader of a pipe (`npm run demo | head`) went away.
process.stdout.on('error', () => {
  endEarly(0);
});

try {
  await demo();
} catch (error) {
  // A server that we ended ourselves is nothing to complain about.
  if (!ending) throw error;
} finally {
  await (ending ?? running.disposeAsync());
}

async function demo(): Promise<void> {
  heading('1. Lint the sample server');
  const copies = await makeCopies(folder);
  const { output, problems } = await lint(copies.original);
  print(output.trim());

  heading('2. Fix a copy of it with eslint --fix');
  const { files, problemsLeft } = await fix(copies.fixed);
  printDiff(files);
  print(
    `\n${files.length} files changed: ${problems} problems before, ${problemsLeft} after, which are for a person to decide.`,
  );

  heading('3. Run both under load');
  print(loadDescription);
  const servers = {
    original: running.use(await startMeasured(copies.original)),
    fixed: running.use(await startMeasured(copies.fixed)),
  };
  const progress = new Progress();
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

  heading('5. What blocked, recorded');
  const recordings = { original: join(folder, 'before'), fixed: join(folder, 'after') };
  for (const side of ['original', 'fixed'] as const) {
    progress.show(side === 'original' ? 0 : 0.5, `the ${side} server under load, recorded`);
    await record(copies[side], recordings[side], secondsRecorded);
  }
  progress.end();
  print((await compareRecordings(recordings.original, recordings.fixed)).trimEnd());
  await writePage(recordings.original, page);
  print(`\nThe page of the original, to open in a browser: ${pathToFileURL(page).href}`);
}

/** Ends the servers before the process goes. */
function endEarly(code: number): void {
  ending ??= running.disposeAsync().finally(() => process.exit(code));
}
