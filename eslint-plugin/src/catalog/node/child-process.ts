/** The blocking functions of `node:child_process`. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const run = blocking('child_process', 'process');
const callback = twin('child_process', 'callback');

export const childProcess: readonly CatalogEntry[] = [
  run(
    'execFileSync',
    callback('execFile', {
      difference:
        'The promisified `execFile` resolves to `{ stdout, stderr }` as strings and takes neither `input` nor `stdio`; `execFileSync` returns the output alone, as a Buffer where no encoding is given.',
    }),
  ),
  run(
    'execSync',
    callback('exec', {
      difference:
        'The promisified `exec` resolves to `{ stdout, stderr }` as strings and takes neither `input` nor `stdio`; `execSync` returns the output alone, as a Buffer where no encoding is given.',
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
