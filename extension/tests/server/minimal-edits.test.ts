import { describe, expect, it } from 'vitest';
import { applyChanges, minimalChanges, movedOffset } from '../../src/server/actions/minimal-edits.ts';

describe('minimalChanges', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n'],
    ['an insertion in a line', 'const a = f(p);\n', 'const a = await toThread(f, p);\n'],
    [
      'an import above, a call below',
      'x\n1\n2\n3\nf(p)\n',
      "import { t } from 't';\nx\n1\n2\n3\nawait t(f, p)\n",
    ],
    ['Windows line breaks', 'a\r\nb\r\nc\r\n', 'a\r\nbb\r\nc\r\nd\r\n'],
    ['line breaks that change', 'a\r\nb\n', 'a\nb\r\n'],
    ['a text without a last line break', 'a', 'a\nb'],
    ['everything gone', 'a\nb', ''],
    ['everything new', '', 'a\nb'],
    ['astral characters with half in common', '"😀"', '"😁"'],
    ['repeated text', 'aaaa', 'aaaaaa'],
  ])('makes %s', (_, before, after) => {
    expect(applyChanges(before, minimalChanges(before, after))).toBe(after);
  });

  it('leaves what lies between two changes alone', () => {
    const middle = 'keep();\n'.repeat(100);
    const changes = minimalChanges(`x;\n${middle}f(p);\n`, `import y;\nx;\n${middle}await t(f, p);\n`);
    expect(changes).toEqual([
      { start: 0, end: 0, text: 'import y;\n' },
      { start: 3 + middle.length, end: 4 + middle.length, text: 'await t' },
      { start: 5 + middle.length, end: 5 + middle.length, text: 'f, ' },
    ]);
  });

  it('keeps line breaks and characters of two code units whole', () => {
    const [emoji] = minimalChanges('"😀"', '"😁"');
    expect(emoji).toEqual({ start: 1, end: 3, text: '😁' });
    const [lineBreak] = minimalChanges('a\r\n', 'a\n');
    expect(lineBreak).toEqual({ start: 1, end: 3, text: '\n' });
  });
});

describe('movedOffset', () => {
  const changes = [
    { start: 0, end: 0, text: 'import\n' },
    { start: 10, end: 12, text: 'longer' },
  ];
  it.each([
    ['a start behind an insertion', 0, true, 7],
    ['a start that stays before it', 0, false, 0],
    ['a place between', 5, false, 12],
    ['a place behind both', 20, false, 31],
    ['the start of a replaced part', 11, false, 17],
    ['the end of a replaced part', 11, true, 23],
  ])('finds %s', (_, offset, after, expected) => {
    expect(movedOffset(offset, changes, after)).toBe(expected);
  });
});
