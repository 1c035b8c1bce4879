import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** What each file of the plugin imports, by its path with forward slashes. */
const imports = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const text = readFileSync(join(source, name), 'utf8');
      const modules = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)];
      return [
        relative('.', name).replaceAll('\\', '/'),
        modules.map(([, still, dynamic]) => still ?? dynamic ?? ''),
      ] as const;
    }),
);

const inCommand = [...imports].filter(([file]) => file.startsWith('command/'));
const others = [...imports].filter(([file]) => !file.startsWith('command/'));

it('the rules load nothing of the command', () => {
  expect(inCommand.length).toBeGreaterThan(20);
  expect(others.filter(([, modules]) => modules.some((module) => module.includes('/command/')))).toEqual([]);
});

it.each(['commander', 'tinyexec', 'picocolors', 'pidtree', 'package-manager-detector'])(
  'only the command loads %s',
  (library) => {
    const uses = (modules: readonly string[]) => modules.some((module) => module.split('/')[0] === library);
    expect(inCommand.some(([, modules]) => uses(modules))).toBe(true);
    expect(others.filter(([, modules]) => uses(modules))).toEqual([]);
  },
);
