import { expect, test, vi } from 'vitest';
import { load, loadByName } from './load.js';

vi.mock('node:fs', () => {
  const readFileSync = vi.fn(() => 'mocked');
  return { default: { readFileSync }, readFileSync };
});

test('a module that is replaced stays replaced', async () => {
  expect(await load('nowhere.txt')).toBe('mocked');
  expect(await loadByName('nowhere.txt')).toBe('mocked');
});
