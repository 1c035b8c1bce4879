import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.ts';
import { fix } from './support/eslint.ts';
import { headings, tableRows } from './support/markdown.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  name: string;
  peerDependencies: { eslint: string };
};

describe('the README', () => {
  it('has the name of the package', () => {
    expect(headings(readme, 1)).toEqual([manifest.name]);
  });

  it('shows before and after as they are', async () => {
    const [, diff = ''] = /```diff\n(.*?)```/s.exec(readme) ?? [];
    const side = (other: string) =>
      diff
        .split('\n')
        .filter((line) => !line.startsWith(other))
        .map((line) => line.slice(1))
        .join('\n');
    expect(side('-')).not.toBe(side('+'));
    expect(await fix(side('+'))).toBe(side('-'));
  });

  it('has every configuration', () => {
    const names = tableRows(readme, 'configuration').map(([name]) => name);
    expect(names).toEqual(
      Object.keys(plugin.configs).map((name) =>
        name.endsWith('-legacy') ? `\`plugin:to-thread/${name}\`` : `\`toThread.configs.${name}\``,
      ),
    );
    const used = [...readme.matchAll(/toThread\.configs\.(\w+)/g)].map(([, name]) => name);
    for (const name of used) expect(Object.keys(plugin.configs)).toContain(name);
  });

  it('has the table of options of the page of the rule', () => {
    const page = readFileSync(new URL('../docs/rules/no-blocking-in-async.md', import.meta.url), 'utf8');
    expect(tableRows(readme, 'option')).toEqual(
      tableRows(page, 'option').map((row) =>
        row.map((cell) => cell.replace('](#', '](docs/rules/no-blocking-in-async.md#')),
      ),
    );
  });

  it('has the first ESLint that works', () => {
    expect(manifest.peerDependencies.eslint).toMatch(/^\^9\.15\.0 /);
    expect(readme).toContain('ESLint 9.15 or later');
  });
});
