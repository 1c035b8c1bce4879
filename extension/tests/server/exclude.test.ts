import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../src/server/project/exclude.ts';

const folder = resolve('workspace');
const file = resolve('workspace/packages/app/dist/main.js');

describe('a file of a workspace folder', () => {
  it.each([
    'packages/app/dist/main.js',
    './packages/app/dist/main.js',
    '**/*.js',
    '**/dist/**',
    '**/dist',
    '**/dist/',
    'packages',
    'packages/',
    './packages/*/dist',
  ])('is excluded by %s', (pattern) => {
    expect(isExcluded(file, folder, ['lib', pattern])).toBe(true);
  });

  it.each(['dist', '*.js', 'packages/app/dist/main', 'src/**', './', '[', '!src/**', '#packages'])(
    'is not excluded by %s',
    (pattern) => {
      expect(isExcluded(file, folder, [pattern])).toBe(false);
    },
  );
});

it('a file outside of the workspace folder is held against the patterns with its whole path', () => {
  expect(isExcluded(resolve('elsewhere/dist/main.js'), folder, ['**/dist'])).toBe(true);
  expect(isExcluded(resolve('elsewhere/dist/main.js'), folder, ['dist'])).toBe(false);
});
