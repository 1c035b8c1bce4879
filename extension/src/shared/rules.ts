/** A rule as a person chooses it. */
export interface RulePage {
  readonly name: string;
  readonly description: string;
  readonly url: string;
}

const PAGES = 'https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules';

/** The rules of the plugin. Said here, and held to the plugin by a test, since the client does without its code. */
export const RULES: readonly RulePage[] = [
  {
    name: 'no-blocking-in-async',
    description: 'disallow blocking calls in async code',
    url: `${PAGES}/no-blocking-in-async.md`,
  },
  {
    name: 'no-blocking-lookup-in-async',
    description: 'disallow lookups in the file system that block async code',
    url: `${PAGES}/no-blocking-lookup-in-async.md`,
  },
  {
    name: 'valid-to-thread',
    description: 'disallow calls of `toThread` that cannot work',
    url: `${PAGES}/valid-to-thread.md`,
  },
];

/** What the editor shows as the origin of a diagnostic. */
export const DIAGNOSTIC_SOURCE = 'to-thread';
