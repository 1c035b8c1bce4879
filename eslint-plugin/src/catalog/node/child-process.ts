/** The blocking functions of `node:child_process`. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const run = blocking('child_process', 'process');
const callback = twin('child_process', 'callback');

/** The part of the answer that the blocking function returns, and what is told apart by it only. */
const output = {
  form: '(await …).stdout',
  caveat:
    'What the command writes to stderr is collected instead of shown, and when it fails the exit code is in `code`, not `status`.',
  collectsOutput: true,
  differsWith: {
    maxBuffer: 'When there is too much output, `code` of its error is another one.',
    timeout: 'When the time is up, `code` of its error is `null`, not `ETIMEDOUT`.',
  },
} as const;

export const childProcess: readonly CatalogEntry[] = [
  run(
    'execFileSync',
    callback('execFile', {
      difference:
        'The promisified `execFile` resolves to `{ stdout, stderr }` as strings and takes neither `input` nor `stdio`; `execFileSync` returns the output alone, as a Buffer where no encoding is given.',
      ...output,
    }),
  ),
  run(
    'execSync',
    callback('exec', {
      difference:
        'The promisified `exec` resolves to `{ stdout, stderr }` as strings and takes neither `input` nor `stdio`; `execSync` returns the output alone, as a Buffer where no encoding is given.',
      ...output,
    }),
  ),
  run(
    'spawnSync',
    twin('child_process', 'other')('spawn', {
      difference:
        '`spawn` returns a ChildProcess whose output arrives on streams and whose end is its `close` event; `spawnSync` returns status, signal and output together.',
    }),
  ),
];
