import plugin from 'eslint-plugin-to-thread';
import { RULE_OPTIONS } from '../src/shared/rule-settings.ts';
import { SECTION } from '../src/shared/settings.ts';

/** The settings that are options of the rules, made from what the rules say of them. */

/** A setting as package.json contributes it. */
export type Contribution = Readonly<Record<string, unknown>>;

interface RuleSchema {
  readonly properties: Readonly<Record<string, Contribution>>;
}

/** What is to be said of an option to who sets it for all files, and not in a configuration of files. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  fix: 'What is fixed automatically: what is shown to be safe (`safe`), all that can be (`all`), nothing, with suggestions only (`suggest`), or nothing at all (`off`). Lookups such as `existsSync` are moved by nothing but a click.',
  runs: 'Whether your functions may run several times at once (`concurrent`), as in a server, or never do (`serial`), as in command-line tools, build scripts and migrations. More is fixed then.',
};

const PAGES = 'https://github.com/to-thread/to-thread/blob/main/eslint-plugin/docs/rules';

function optionSettings(): Record<string, Contribution> {
  return Object.fromEntries(RULE_OPTIONS.map((name) => [`${SECTION}.${name}`, settingOf(name)]));
}

function settingOf(option: string): Contribution {
  for (const [rule, { meta }] of Object.entries(plugin.rules)) {
    const [schema] = (meta?.schema ?? []) as readonly RuleSchema[];
    const property = schema?.properties[option];
    if (!property) continue;
    const { description, pattern, enum: choices, ...rest } = property;
    const [defaults] = (meta?.defaultOptions ?? []) as readonly Contribution[];
    const text = DESCRIPTIONS[option] ?? String(description);
    return {
      scope: 'resource',
      ...rest,
      // Where there are choices, the pattern says no more than they do.
      ...(choices === undefined ? pattern !== undefined && { pattern } : { enum: choices }),
      default: defaults?.[option],
      markdownDescription: `${text} [More](${PAGES}/${rule}.md#${option.toLowerCase()})`,
    };
  }
  throw new Error(`no rule has the option ${option}`);
}

/** The properties of package.json with the settings of options as they should be, those that trace the server last. */
export function withOptionSettings(
  properties: Readonly<Record<string, Contribution>>,
): Record<string, Contribution> {
  const options = optionSettings();
  const others = Object.entries(properties).filter(([name]) => !(name in options));
  const isTrace = ([name]: readonly [string, unknown]): boolean => name.includes('.trace.');
  return Object.fromEntries([
    ...others.filter((entry) => !isTrace(entry)),
    ...Object.entries(options),
    ...others.filter(isTrace),
  ]);
}
