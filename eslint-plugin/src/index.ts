import type { ESLint, Linter, Rule } from 'eslint';
import { noBlockingInAsync } from './rules/no-blocking-in-async.ts';
import { noBlockingLookupInAsync } from './rules/no-blocking-lookup-in-async.ts';
import { validToThread } from './rules/valid-to-thread.ts';

type RuleName = 'no-blocking-in-async' | 'no-blocking-lookup-in-async' | 'valid-to-thread';

/** The plugin as ESLint takes it, with its ready-made configurations. */
export interface ToThreadPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<RuleName, Rule.RuleModule>;
  readonly configs: Record<'recommended' | 'recommendedTypeChecked' | 'strict', Linter.Config>;
}

const NAMESPACE = 'to-thread';

const plugin: ToThreadPlugin = {
  // Said here, and held to package.json by a test: reading that file at run time would break bundles.
  meta: { name: 'eslint-plugin-to-thread', version: '0.1.0', namespace: NAMESPACE },
  rules: {
    // Written for typescript-eslint's syntax tree, which is ESLint's own with the TypeScript nodes added.
    'no-blocking-in-async': noBlockingInAsync as unknown as Rule.RuleModule,
    'no-blocking-lookup-in-async': noBlockingLookupInAsync as unknown as Rule.RuleModule,
    'valid-to-thread': validToThread as unknown as Rule.RuleModule,
  },
  configs: {
    /**
     * Reports blocking calls in async functions, fixes those that can be shown to be safe, warns of lookups, which are
     * fixed where somebody asks for it, and reports calls of the runtime that cannot work.
     */
    get recommended() {
      return config('recommended', { blocking: 'error', lookups: 'warn', valid: 'error' });
    },
    /** Also follows types: methods of instances, and helpers in other files. Needs typed linting to be set up. */
    get recommendedTypeChecked() {
      const typed = { typed: true };
      return config('recommendedTypeChecked', {
        blocking: ['error', typed],
        lookups: ['warn', typed],
        valid: 'error',
      });
    },
    /**
     * Also reports calls too short for a hop, made here or one by one on a worker, lookups as errors, and the top level
     * of modules with top-level await.
     */
    get strict() {
      const everything = { cheap: true, topLevel: true };
      return config('strict', {
        blocking: ['error', everything],
        lookups: ['error', everything],
        valid: ['error', { small: true }],
      });
    },
  },
};

function config(
  name: keyof ToThreadPlugin['configs'],
  { blocking, lookups, valid }: Readonly<Record<'blocking' | 'lookups' | 'valid', Linter.RuleEntry>>,
): Linter.Config {
  return {
    name: `${NAMESPACE}/${name}`,
    plugins: { [NAMESPACE]: plugin },
    rules: {
      [`${NAMESPACE}/no-blocking-in-async`]: blocking,
      [`${NAMESPACE}/no-blocking-lookup-in-async`]: lookups,
      [`${NAMESPACE}/valid-to-thread`]: valid,
    },
  };
}

export default plugin;
