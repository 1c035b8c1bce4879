import type { ESLint, Linter } from 'eslint';

/** The names that the rules have in a configuration begin with this. */
export const NAMESPACE = 'to-thread';

/** A configuration for files of the kind `.eslintrc`, which take plugins by name. */
interface LegacyConfig {
  readonly plugins: string[];
  readonly rules: Linter.RulesRecord;
}

/** What each rule is set to. */
type Settings = Readonly<Record<'blocking' | 'lookups' | 'valid', Linter.RuleEntry>>;

/** Nobody waits for tests, and scripts do one thing after the other: to move their calls gains nothing. */
const TESTS_AND_SCRIPTS = [
  '**/*.{test,spec,e2e,bench,stories}.*',
  '**/{__tests__,__mocks__,__fixtures__,test,tests,spec,e2e,fixtures,bench,benchmark,benchmarks,cypress}/**',
  '**/{script,scripts}/**',
  '**/*.config.*',
  '**/.*rc.{js,cjs,mjs,ts}',
  '**/{Gruntfile,gulpfile,Jakefile,Gulpfile}.*',
];

/** Folders whose files are run one after the other, whatever program they belong to. */
const RUN_ONE_BY_ONE = ['**/{migrations,seeds,seeders}/**'];

const RECOMMENDED: Settings = { blocking: 'error', lookups: 'warn', valid: 'error' };

/** The ready-made configurations of the plugin, by name. */
export type Configs = Readonly<Record<'recommended' | 'recommendedTypeChecked' | 'strict', Linter.Config>> & {
  readonly application: Linter.Config[];
  readonly 'recommended-legacy': LegacyConfig;
};

/** Makes the configurations of a plugin. */
export function configsOf(plugin: ESLint.Plugin): Configs {
  const config = (name: string, settings: Settings): Linter.Config => ({
    name: `${NAMESPACE}/${name}`,
    plugins: { [NAMESPACE]: plugin },
    rules: rules(settings),
  });
  return {
    /**
     * Reports blocking calls in async functions, fixes those that can be shown to be safe, warns of lookups, which are
     * fixed where somebody asks for it, and reports calls of the runtime that cannot work.
     */
    recommended: config('recommended', RECOMMENDED),
    /**
     * The same for what serves others, and for nothing else: tests, scripts and configuration files are left out, and
     * migrations are known to run one by one.
     *
     * @example
     * export default [...toThread.configs.application];
     */
    application: [
      // What is left out below has the plugin all the same, so that options can be set for all files at once.
      { name: `${NAMESPACE}/application/plugin`, plugins: { [NAMESPACE]: plugin } },
      { ...config('application', RECOMMENDED), ignores: TESTS_AND_SCRIPTS },
      {
        ...config('application/one-by-one', withOptions(RECOMMENDED, { runs: 'serial' })),
        files: RUN_ONE_BY_ONE,
        ignores: TESTS_AND_SCRIPTS,
      },
    ],
    /** Also follows types: methods of instances, and helpers in other files. Needs typed linting to be set up. */
    recommendedTypeChecked: config('recommendedTypeChecked', withOptions(RECOMMENDED, { typed: true })),
    /**
     * Also reports calls too short for a hop, made here or one by one on a worker, lookups as errors, and the top level
     * of modules with top-level await.
     */
    strict: config('strict', {
      ...withOptions({ ...RECOMMENDED, lookups: 'error' }, { cheap: true, topLevel: true }),
      valid: ['error', { small: true }],
    }),
    /**
     * `recommended` for ESLint 9 with `ESLINT_USE_FLAT_CONFIG=false`.
     *
     * @example
     * module.exports = { extends: ['plugin:to-thread/recommended-legacy'] };
     */
    'recommended-legacy': { plugins: [NAMESPACE], rules: rules(RECOMMENDED) },
  };
}

/** The same with options for the rules that report what blocks. */
function withOptions({ blocking, lookups, valid }: Settings, options: object): Settings {
  return { blocking: [severity(blocking), options], lookups: [severity(lookups), options], valid };
}

function severity(entry: Linter.RuleEntry): Linter.RuleSeverity {
  return Array.isArray(entry) ? entry[0] : entry;
}

function rules({ blocking, lookups, valid }: Settings): Linter.RulesRecord {
  return {
    [`${NAMESPACE}/no-blocking-in-async`]: blocking,
    [`${NAMESPACE}/no-blocking-lookup-in-async`]: lookups,
    [`${NAMESPACE}/valid-to-thread`]: valid,
  };
}
