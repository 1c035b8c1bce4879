/** The table of what functions touch, against the running Node. */
import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { footprintOf, FOOTPRINTS } from '../../src/order/footprints.ts';

describe('the table', () => {
  test.each(Object.keys(fs).filter((name) => name.endsWith('Sync')))('has %s', (name) => {
    expect(FOOTPRINTS).toHaveProperty([name]);
  });

  test.each(Object.keys(fs.promises).filter((name) => `${name}Sync` in fs))('has promises.%s', (name) => {
    expect(footprintOf('fs', ['promises', name])).toBe(FOOTPRINTS[`${name}Sync`]);
    expect(footprintOf('fs/promises', [name])).toBe(FOOTPRINTS[`${name}Sync`]);
  });

  test('has functions of functions', () => {
    const nested = Object.entries(fs).flatMap(([name, fn]: [string, unknown]) =>
      typeof fn === 'function' && name.endsWith('Sync') ? Object.keys(fn).map((key) => `${name}.${key}`) : [],
    );
    expect(nested).toContain('realpathSync.native');
    for (const name of nested) expect(FOOTPRINTS).toHaveProperty([name]);
  });

  test.each(Object.entries(FOOTPRINTS))('names arguments that %s has', (name, footprint) => {
    const fn = name
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], fs);
    // Some are there on macOS only, or in later versions.
    const text = typeof fn === 'function' ? Function.prototype.toString.call(fn) : '(path)';
    const parameters = text.slice(text.indexOf('(') + 1, text.indexOf(')')).split(',');
    expect(footprint.length).toBeGreaterThan(0);
    for (const { argument } of footprint) expect(parameters.length).toBeGreaterThan(argument);
  });

  test('knows the names that moduleFunction may be given', () => {
    for (const module of ['fs', 'node:fs']) {
      expect(footprintOf(module, ['default', 'writeFileSync'])).toBe(FOOTPRINTS['writeFileSync']);
      expect(footprintOf(module, ['writeFileSync'])).toBe(FOOTPRINTS['writeFileSync']);
    }
  });

  test('knows nothing else', () => {
    expect(footprintOf('fs', ['readFile'])).toBeUndefined();
    expect(footprintOf('fs', ['toString'])).toBeUndefined();
    expect(footprintOf('fs-extra', ['readFileSync'])).toBeUndefined();
    expect(footprintOf('child_process', ['execSync'])).toBeUndefined();
    expect(footprintOf(null, ['fs', 'readFileSync'])).toBeUndefined();
  });
});
