/** Blocking functions of the web platform, found as globals. */

import { blockingMethod, twin } from './entry.ts';
import type { CatalogEntry } from './types.ts';

export const webCatalog: readonly CatalogEntry[] = [
  // A request opened with `async: false` blocks in `send`, which looks the same for both; `open` tells them apart.
  blockingMethod('globalThis', 'XMLHttpRequest', 'io')(
    'open',
    twin('globalThis', 'promise')('fetch', {
      difference:
        '`fetch` resolves to a Response; leaving the third argument out makes the request asynchronous too.',
    }),
    { crossing: 'other-runtime', whenArgument: { index: 2, is: 'false' } },
  ),
];
