/** The blocking functions that need no import. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const wait = blocking('globalThis', 'wait');

export const globals: readonly CatalogEntry[] = [
  // The typed array must view shared memory, which the other thread sees too: the call crosses as it is.
  wait(
    'Atomics.wait',
    twin('globalThis', 'other')('Atomics.waitAsync', {
      difference:
        '`Atomics.waitAsync` returns `{ async, value }`; `await` the `value` to get what `Atomics.wait` returns.',
      form: 'await ….value',
      caveat: 'While nothing else is pending, Node does not stay alive for it.',
    }),
  ),
  blocking('globalThis', 'cpu')('WebAssembly.Module', twin('globalThis', 'promise')('WebAssembly.compile'), {
    crossing: 'handle',
    construct: true,
  }),
];
