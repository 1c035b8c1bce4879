import type { ESLint, Linter, Rule } from 'eslint';
import { noBlockingInAsync } from './rules/no-blocking-in-async.ts';
import { validToThread } from './rules/valid-to-thread.ts';

/** The plugin as ESLint takes it, with its ready-made configurations. */
export interface ToThreadPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<'no-blocking-in-async' | 'valid-to-thread', Rule.RuleModule>;
  readonly configs: Record<'recommended' | 'recommendedTypeChecked' | 'strict', Linter.Config>;
}

const NAMESPACE = 'to-thread';

const plugin: ToThreadPlugin = {
  // Said here, and held to package.json by a test: reading that file at run time would break bundles.
  meta: { name: 'eslint-plugin-to-thread', version: '0.1.0', namespace: NAMESPACE },
  rules: {
    // Written for typescript-eslint's syntax tree, which is ESLint's own with the TypeScript nodes added.
    'no-blocking-in-async': noBlockingInAsync as unknown as Rule.RuleModule,
    'valid-to-thread': validToThread as unknown as Rule.RuleModule,
  },
  configs: {
    /**
     * Reports blocking calls in async functions, fixes those that can be shown to be safe, and reports calls of the
     * runtime that cannot work.
     */
    get recommended() {
      return config('recommended', 'error');
    },
    /** Also follows types: methods of instances, and helpers in other files. Needs typed linting to be set up. */
    get recommendedTypeChecked() {
      return config('recommendedTypeChecked', ['error', { typed: true }]);
    },
    /**
     * Also reports calls too short for a hop, made here or one by one on a worker, and the top level of modules with
     * top-level await.
     */
    get strict() {
      return config('strict', ['error', { cheap: true, topLevel: true }], ['error', { small: true }]);
    },
  },
};

function config(
  name: keyof ToThreadPlugin['configs'],
  noBlocking: Linter.RuleEntry,
  valid: Linter.RuleEntry = 'error',
): Linter.Config {
  return {
    name: `${NAMESPACE}/${name}`,
    plugins: { [NAMESPACE]: plugin },
    rules: {
      [`${NAMESPACE}/no-blocking-in-async`]: noBlocking,
      [`${NAMESPACE}/valid-to-thread`]: valid,
    },
  };
}

export default plugin;
