import { blockingRule } from './blocking-rule.ts';
import { lookupMessages } from './messages.ts';
import { defaultLookupOptions } from './options.ts';

/**
 * A rule of its own because a hop takes longer than a lookup on a local disk: whether it is worth one depends on the
 * disks that a program runs on, which its owner knows.
 */
export const noBlockingLookupInAsync = blockingRule({
  name: 'no-blocking-lookup-in-async',
  description: 'disallow lookups in the file system that block async code',
  lookups: true,
  messages: lookupMessages,
  defaultOptions: defaultLookupOptions,
});
