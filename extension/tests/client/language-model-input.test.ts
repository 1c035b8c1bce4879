import { expect, it } from 'vitest';
import { isSupported, parsePathInput } from '../../src/client/language-model-input.ts';

it('takes what a model may leave out, or leave empty', () => {
  expect(parsePathInput(undefined)).toEqual({});
  expect(parsePathInput({ path: '' })).toEqual({});
  expect(parsePathInput({ path: 'src/a.ts', line: 3, more: true })).toEqual({ path: 'src/a.ts', line: 3 });
});

it('says what a model has written wrong', () => {
  expect(() => parsePathInput({ path: ['a.ts'] })).toThrow('`path` has to be a text.');
  expect(() => parsePathInput({ path: 'a.ts', line: '3' })).toThrow('`line` has to be a number.');
});

it('knows editors without tools for language models', () => {
  expect(isSupported(undefined)).toBe(false);
  expect(isSupported({})).toBe(false);
  expect(isSupported({ registerTool: () => undefined })).toBe(true);
});
