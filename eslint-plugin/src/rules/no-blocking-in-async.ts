import { blockingRule } from './blocking-rule.ts';
import { messages } from './messages.ts';
import { defaultOptions } from './options.ts';

export const noBlockingInAsync = blockingRule({
  name: 'no-blocking-in-async',
  description: 'disallow blocking calls in async code',
  lookups: false,
  messages,
  defaultOptions,
});
