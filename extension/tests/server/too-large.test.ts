import { expect, it } from 'vitest';
import { isTooLarge } from '../../src/server/lint/too-large.ts';

const limits = { maxFileSize: 40, maxLineLength: 10 };

it.each([
  ['', false],
  ['0123456789', false],
  ['0123456789\n0123456789\n', false],
  ['0123456789\r\n012345678\r\n', false],
  ['0123456789\r0123456789\r0123456789', false],
  ['01234567890', true],
  ['\n\n01234567890\n', true],
  ['0123456789\r01234567890', true],
  ['a\n'.repeat(20), false],
  ['a\n'.repeat(21), true],
])('%j is too large: %s', (text, expected) => {
  expect(isTooLarge(text, limits)).toBe(expected);
});
