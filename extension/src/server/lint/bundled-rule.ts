import { parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint/universal';
import { DEFAULT_RUNTIME, mayReport, plugin, ReportListener } from './rule.ts';
import { enabledRules } from './setup.ts';
import type { LintSetup } from './setup.ts';
import type { Runs } from '../../shared/settings.ts';

const { recommended } = plugin.configs;

const reports = new ReportListener();
const plugins = { [plugin.meta.namespace]: reports.listenTo(plugin) };

const rules = enabledRules(plugin.meta.namespace, plugin, recommended.rules ?? {});

/** The rules that want to know how the functions of a file run. */
const rulesAboutRuns = new Set(
  Object.entries(plugin.rules)
    .filter(([, { meta }]) => hasOption('runs', meta?.defaultOptions?.[0]))
    .map(([name]) => `${plugin.meta.namespace}/${name}`),
);

/** The recommended configuration, with what the user says of that. */
function configFor(runs: Runs): Linter.Config[] {
  const entries = Object.entries(recommended.rules ?? {}).map(([id, entry]) => [
    id,
    rulesAboutRuns.has(id) && !Array.isArray(entry) ? [entry, { runs }] : entry,
  ]);
  return [
    {
      ...recommended,
      plugins,
      rules: Object.fromEntries(entries) as Linter.RulesRecord,
      files: ['**'],
      // The TypeScript parser reads plain JavaScript too, and takes syntax (decorators, say) that ESLint's own refuses.
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ];
}

const configs: Readonly<Record<Runs, Linter.Config[]>> = {
  concurrent: configFor('concurrent'),
  serial: configFor('serial'),
};

/** ESLint only takes files below its working folder, and on Windows no folder is above all drives. */
const linters = new Map<string, Linter>();

/** The rules in their recommended configuration, for projects that do not configure them. */
export function bundledSetup(file: string, runs: Runs): LintSetup {
  const { root } = parse(file);
  let linter = linters.get(root);
  if (!linter) linters.set(root, (linter = new Linter({ cwd: root })));
  return {
    origin: 'bundled',
    linter,
    reports,
    config: configs[runs],
    rules,
    runtime: DEFAULT_RUNTIME,
    mayReport,
  };
}

function hasOption(name: string, options: unknown): boolean {
  return typeof options === 'object' && options !== null && name in options;
}
