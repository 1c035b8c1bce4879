import type { ESLint, Rule } from 'eslint';
import { configsOf, NAMESPACE } from './configs.ts';
import type { Configs } from './configs.ts';
import { noBlockingInAsync } from './rules/no-blocking-in-async.ts';
import { noBlockingLookupInAsync } from './rules/no-blocking-lookup-in-async.ts';
import { validToThread } from './rules/valid-to-thread.ts';

type RuleName = 'no-blocking-in-async' | 'no-blocking-lookup-in-async' | 'valid-to-thread';

/** The plugin as ESLint takes it, with its ready-made configurations. */
export interface ToThreadPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<RuleName, Rule.RuleModule>;
  readonly configs: Configs;
}

// Said here, and held to package.json by a test: reading that file at run time would break bundles.
export const meta: ToThreadPlugin['meta'] = {
  name: 'eslint-plugin-to-thread',
  version: '0.1.0',
  namespace: NAMESPACE,
};

// Written for typescript-eslint's syntax tree, which is ESLint's own with the TypeScript nodes added.
export const rules: ToThreadPlugin['rules'] = {
  'no-blocking-in-async': noBlockingInAsync as unknown as Rule.RuleModule,
  'no-blocking-lookup-in-async': noBlockingLookupInAsync as unknown as Rule.RuleModule,
  'valid-to-thread': validToThread as unknown as Rule.RuleModule,
};

/** A configuration holds the plugin, and the plugin its configurations: so they are put in afterwards. */
const unconfigured = { meta, rules };

export const configs: ToThreadPlugin['configs'] = configsOf(unconfigured);

const plugin: ToThreadPlugin = Object.assign(unconfigured, { configs });

// The parts have names of their own as well: `require` gives them, which is how `.eslintrc` takes a plugin.
export default plugin;
