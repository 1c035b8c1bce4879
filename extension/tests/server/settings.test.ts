import { describe, expect, it } from 'vitest';
import { defaultSettings, parseSettings } from '../../src/shared/settings.ts';

describe('parseSettings', () => {
  it('takes what is set and fills in the rest', () => {
    expect(
      parseSettings({
        run: 'onSave',
        runs: 'serial',
        severity: { 'valid-to-thread': 'off', 'no-blocking-in-async': 'loud' },
        exclude: ['gen/**'],
      }),
    ).toEqual({
      ...defaultSettings,
      run: 'onSave',
      rules: { options: { runs: 'serial' }, severity: { 'valid-to-thread': 'off' } },
      exclude: ['gen/**'],
    });
  });

  it.each([
    ['nothing', null],
    ['a string', 'on'],
    ['a wrong choice', { run: 'sometimes', severity: 'error' }],
    ['a wrong type', { enable: 'yes', exclude: 'dist' }],
  ])('takes %s for unset', (_, value) => {
    expect(parseSettings(value)).toEqual(defaultSettings);
  });

  it('drops patterns that are not text', () => {
    expect(parseSettings({ exclude: ['a/**', 7, '', null] }).exclude).toEqual(['a/**']);
  });

  it.each([0, -1, NaN, '7', null])('takes %j for no limit', (value) => {
    expect(parseSettings({ maxFileSize: value, maxLineLength: value })).toEqual(defaultSettings);
  });

  it('trusts no workspace unless told so', () => {
    expect(parseSettings({ trusted: 'true' }).trusted).toBe(false);
  });
});
