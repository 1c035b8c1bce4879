import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';

const rule = 'no-blocking-lookup-in-async';

const text = `import { existsSync, readFileSync } from 'node:fs';

export async function read(path) {
  if (!existsSync(path)) return '';
  return readFileSync(path, 'utf8');
}
`;

const withLookup = `import { existsSync, readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function read(path) {
  if (!(await toThread(existsSync, path))) return '';
  return readFileSync(path, 'utf8');
}
`;

async function fixedBy(config: Linter.Config): Promise<string> {
  const eslint = new ESLint({ fix: true, overrideConfigFile: true, overrideConfig: config });
  const [result] = await eslint.lintText(text, { filePath: 'file.js' });
  return result?.output ?? text;
}

describe('a lookup', () => {
  it('is suggested by default, and not fixed', async () => {
    const { messages } = await lint(text, { rule });
    expect(messages).toMatchObject([{ ruleId: `to-thread/${rule}`, line: 4 }]);
    expect(messages[0]?.fix).toBeUndefined();
    expect(messages[0]?.suggestions?.map(({ messageId }) => messageId)).toEqual([
      'useNative',
      'wrapInToThread',
    ]);
    expect(await fix(text, { rule })).toBe(text);
  });

  it.each([{ fix: 'safe' }, { fix: 'all' }] as const)('is fixed with %j', async (options) => {
    expect(await fix(text, { rule, options })).toBe(withLookup);
  });

  it('is only reported with { fix: "off" }', async () => {
    const { messages } = await lint(text, { rule, options: { fix: 'off' } });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.suggestions ?? []).toEqual([]);
  });

  it('says why it cannot be fixed where it is to be, as other calls do', async () => {
    const code = `import { existsSync } from 'node:fs';
export async function f(self, path) {
  self.count += existsSync(path) ? 1 : 0;
}
`;
    const settings: LintSettings = { rule, options: { fix: 'safe' } };
    expect(await fix(code, settings)).toBe(code);
    expect((await lint(code, settings)).messages[0]?.message).toMatch(
      /network disk\. Not fixed automatically, only suggested: /,
    );
  });
});

describe('the configurations', () => {
  const severities = async (config: Linter.Config) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config });
    const [result] = await eslint.lintText(text, { filePath: 'file.js' });
    return result?.messages.map(({ ruleId, severity, fix: own }) => [ruleId, severity, own !== undefined]);
  };

  it.each(['recommended', 'recommendedTypeChecked'] as const)(
    '%s warns, and fixes other calls',
    async (name) => {
      expect(await severities(plugin.configs[name])).toEqual([
        [`to-thread/${rule}`, 1, false],
        ['to-thread/no-blocking-in-async', 2, true],
      ]);
    },
  );

  it('strict has errors, and fixes other calls', async () => {
    expect(await severities(plugin.configs.strict)).toEqual([
      [`to-thread/${rule}`, 2, false],
      ['to-thread/no-blocking-in-async', 2, true],
    ]);
  });

  it('leave lookups as they are, unless they are to be fixed', async () => {
    const { recommended } = plugin.configs;
    expect(await fixedBy(recommended)).toBe(`import { existsSync, readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function read(path) {
  if (!existsSync(path)) return '';
  return await toThread(readFileSync, path, 'utf8');
}
`);
    const rules = { ...recommended.rules, [`to-thread/${rule}`]: ['error', { fix: 'safe' }] } as const;
    expect(await fixedBy({ ...recommended, rules: rules as unknown as Linter.RulesRecord }))
      .toBe(`import { existsSync, readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function read(path) {
  if (!(await toThread(existsSync, path))) return '';
  return await toThread(readFileSync, path, 'utf8');
}
`);
  });
});

describe('a call that belongs together with a lookup', () => {
  it('is judged with it, although another rule reports that', async () => {
    const code = `import fs from 'node:fs';
export async function claim(path, owner) {
  if (fs.existsSync(path)) return false;
  fs.writeFileSync(path, owner);
  return true;
}
`;
    const settings = { rule: 'no-blocking-in-async' } as const;
    const { messages } = await lint(code, settings);
    expect(messages).toMatchObject([{ line: 4 }]);
    expect(messages[0]?.message).toContain('Not fixed automatically, only suggested: ');
    expect(await fix(code, settings)).toBe(code);
  });
});
