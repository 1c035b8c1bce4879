import { describe, expect, it } from 'vitest';
import { bundledSetup } from '../../src/server/lint/bundled-rule.ts';
import { parseRuleSettings } from '../../src/shared/rule-settings.ts';

const setupFor = (given: Readonly<Record<string, unknown>>) =>
  bundledSetup('/project/a.js', parseRuleSettings(given));

/** What a rule is told. */
function optionsOf(rule: string, given: Readonly<Record<string, unknown>>): unknown {
  const entry = setupFor(given).config[0]?.rules?.[`to-thread/${rule}`];
  return Array.isArray(entry) ? entry[1] : undefined;
}

describe('the rules in the extension', () => {
  it('are told what the user says of those options that they have', () => {
    const given = { runs: 'serial', runtime: '#threads', topLevel: true, small: true };
    const blocking = { runs: 'serial', runtime: '#threads', topLevel: true };
    expect(optionsOf('no-blocking-in-async', given)).toEqual(blocking);
    expect(optionsOf('no-blocking-lookup-in-async', given)).toEqual(blocking);
    expect(optionsOf('valid-to-thread', given)).toEqual({ runtime: '#threads', small: true });
    expect(setupFor(given).runtime).toBe('#threads');
  });

  it('are told nothing that holds anyway', () => {
    const given = { fix: 'safe', runs: 'concurrent', additional: [], indirect: true };
    expect(setupFor(given).config).toEqual(setupFor({}).config);
    expect(setupFor(given).mayReport('const a = 1;')).toBe(false);
  });

  it.each([
    ['fix', 'sometimes'],
    ['additional', [{ module: 'a' }]],
    ['ignore', ['readFileSync']],
    ['topLevel', 'yes'],
    ['runtime', ''],
  ])('refuse a value of %s that they do not take, and take the others', (option, value) => {
    const setup = setupFor({ [option]: value, cheap: true });
    expect(setup.refused).toEqual([option]);
    expect(optionsOf('no-blocking-in-async', { [option]: value, cheap: true })).toEqual({ cheap: true });
  });

  it('move lookups by nothing but a click', () => {
    expect(optionsOf('no-blocking-lookup-in-async', { fix: 'all' })).toEqual({});
    expect(optionsOf('no-blocking-lookup-in-async', { fix: 'off' })).toEqual({ fix: 'off' });
  });

  it('do not run when they are turned off', () => {
    const { rules } = setupFor({ severity: { 'no-blocking-lookup-in-async': 'off' } });
    expect([...rules.keys()]).toEqual(['to-thread/no-blocking-in-async', 'to-thread/valid-to-thread']);
  });
});
