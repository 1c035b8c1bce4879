import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import type { Linter, Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin, * as parts from '../src/index.ts';

const root = new URL('../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  name: string;
  version: string;
};
const ruleNames = Object.keys(plugin.rules);

describe('the plugin', () => {
  it('is named as its package', () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'to-thread' });
  });

  it('has each rule in a file of its name, and no more', () => {
    const shared = [
      'blocking-rule.ts',
      'checked-file.ts',
      'ignore-comments.ts',
      'ignored-functions.ts',
      'messages.ts',
      'missing-types.ts',
      'options.ts',
    ];
    const files = readdirSync(new URL('src/rules/', root)).filter((file) => !shared.includes(file));
    expect(files.sort()).toEqual(ruleNames.map((name) => `${name}.ts`).sort());
  });
});

describe.each(Object.entries(plugin.rules))('the rule %s', (name, rule) => {
  const { meta } = rule;

  it('says that an ESLint without defaults of options is too old', () => {
    expect(() => rule.create({ options: [] as unknown[] } as Rule.RuleContext)).toThrow(
      'needs ESLint 9.15 or later',
    );
  });

  it('has a page where its address says', () => {
    const [, path = ''] =
      /^https:\/\/github\.com\/to-thread\/to-thread\/blob\/main\/(.+)$/.exec(meta?.docs?.url ?? '') ?? [];
    expect(path).toBe(`eslint-plugin/docs/rules/${name}.md`);
    expect(existsSync(new URL(path, new URL('../', root)))).toBe(true);
  });

  it('has tests', () => {
    expect(readdirSync(new URL(`tests/rules/${name}/`, root)).length).toBeGreaterThan(0);
  });

  it('says what it does, and takes one object of options with a default for each', () => {
    expect(meta?.docs?.description).toMatch(/^[a-z].*[a-z]$/);
    const [options] = meta?.schema as [{ properties: object; additionalProperties: boolean }];
    expect(options.additionalProperties).toBe(false);
    expect(Object.keys(options.properties)).toEqual(Object.keys(meta?.defaultOptions?.[0] as object));
  });
});

const blocking = "import fs from 'node:fs';\nexport const f = async () => fs.readFileSync('p');\n";
const cheap = "import { randomBytes } from 'node:crypto';\nexport const f = async () => randomBytes(16);\n";
const topLevel = "import fs from 'node:fs';\nawait 0;\nexport const text = fs.readFileSync('p');\n";

describe('the configurations', () => {
  /** Which texts a configuration reports, with ESLint's own defaults around it. */
  async function reported(config: Linter.Config, ...texts: string[]): Promise<boolean[]> {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config });
    const results = await Promise.all(texts.map((text) => eslint.lintText(text, { filePath: 'file.js' })));
    return results.map(([result]) => result !== undefined && result.errorCount > 0);
  }

  /** Which files of an application are reported, if each of them blocks. */
  async function reportedFiles(...paths: string[]): Promise<string[]> {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: plugin.configs.application });
    const isReported = async (filePath: string) => {
      const [result] = await eslint.lintText(blocking, { filePath });
      return result !== undefined && result.errorCount > 0;
    };
    const answers = await Promise.all(paths.map(isReported));
    return paths.filter((_, index) => answers[index]);
  }

  it('recommended reports blocking calls in async functions', async () => {
    expect(await reported(plugin.configs.recommended, blocking, cheap, topLevel)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('strict also reports cheap calls and the top level', async () => {
    expect(await reported(plugin.configs.strict, blocking, cheap, topLevel)).toEqual([true, true, true]);
  });

  it('application leaves out tests, scripts and configuration files', async () => {
    const sources = [
      'server.js',
      'src/routes/latest.js',
      'src/inspector.js',
      'src/migrations/1-users.js',
      'bin/www.js',
    ];
    const others = [
      'src/server.test.js',
      'src/server.spec.mjs',
      '__tests__/server.js',
      'packages/a/test/support/server.js',
      'scripts/release.js',
      'eslint.config.js',
      '.prettierrc.mjs',
      'Gruntfile.js',
    ];
    expect(await reportedFiles(...sources, ...others)).toEqual(sources);
  });

  it('application knows that migrations run one by one', async () => {
    const { application } = plugin.configs;
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: application });
    const runsOf = async (path: string) => {
      const { rules } = (await eslint.calculateConfigForFile(path)) as { rules: Linter.RulesRecord };
      return rules['to-thread/no-blocking-in-async'];
    };
    expect(await runsOf('src/migrations/1-users.js')).toMatchObject([2, { runs: 'serial' }]);
    expect(await runsOf('src/server.js')).toMatchObject([2, { runs: 'concurrent' }]);
  });

  it('are said for `.eslintrc` too, and the parts have the names that it asks for', () => {
    expect(parts).toMatchObject({ meta: plugin.meta, rules: plugin.rules, configs: plugin.configs });
    expect(plugin.configs['recommended-legacy']).toEqual({
      plugins: ['to-thread'],
      rules: plugin.configs.recommended.rules,
    });
  });

  const flat = Object.entries(plugin.configs).flatMap(([name, config]) =>
    Array.isArray(config) || !('name' in config) ? [] : [[name, config] as const],
  );

  it.each(flat)('%s names itself and loads by extends', async (name, config) => {
    expect(config.name).toBe(`to-thread/${name}`);
    const eslint = new ESLint({
      cwd: fileURLToPath(root),
      overrideConfigFile: true,
      overrideConfig: [
        { files: ['**/*.js'] },
        config,
        { rules: { 'to-thread/no-blocking-in-async': 'warn' } },
      ],
    });
    const [result] = await eslint.lintText(blocking, { filePath: 'file.js' });
    expect(result).toMatchObject({ errorCount: 0, warningCount: 1 });
  });

  it('are the same plugin, so that two of them can be combined', () => {
    expect(plugin.configs.recommended.plugins?.['to-thread']).toBe(plugin);
    expect(plugin.configs.strict.plugins?.['to-thread']).toBe(plugin);
  });
});
