import { parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint/universal';
import { DEFAULT_RUNTIME, mayReport, plugin } from './rule.ts';
import { enabledRules } from './setup.ts';
import type { LintSetup } from './setup.ts';

const { recommended } = plugin.configs;

const config: Linter.Config[] = [
  {
    ...recommended,
    files: ['**'],
    // The TypeScript parser reads plain JavaScript too, and takes syntax (decorators, say) that ESLint's own refuses.
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
];

const rules = enabledRules(plugin.meta.namespace, plugin, recommended.rules ?? {});

/** ESLint only takes files below its working folder, and on Windows no folder is above all drives. */
const setups = new Map<string, LintSetup>();

/** The rule in its recommended configuration, for projects that do not configure it. */
export function bundledSetup(file: string): LintSetup {
  const { root } = parse(file);
  let setup = setups.get(root);
  if (!setup) {
    const linter = new Linter({ cwd: root });
    setup = { origin: 'bundled', folder: root, linter, config, rules, runtime: DEFAULT_RUNTIME, mayReport };
    setups.set(root, setup);
  }
  return setup;
}
