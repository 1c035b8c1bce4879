import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, compatible, positionAt } from '../../../src/command/lint/text-edits.ts';

/** A text, and pieces of it that do not meet, to be replaced. */
const changed = fc
  .tuple(
    fc.string({ maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(40), fc.nat(4), fc.string({ maxLength: 6 })), { maxLength: 5 }),
  )
  .map(([text, wanted]) => {
    const edits = wanted.map(([start, length, replacement]) => ({
      range: [Math.min(start, text.length), Math.min(start + length, text.length)] as const,
      text: replacement,
    }));
    return {
      text,
      edits: compatible(edits.map((edit) => ({ edits: [edit] }))).flatMap((group) => group.edits),
    };
  });

describe('edits of a text', () => {
  it('are made where they are said to be', () => {
    const { text } = applyEdits('await f();', [
      { range: [6, 6], text: 'g(' },
      { range: [9, 9], text: ')' },
    ]);
    expect(text).toBe('await g(f());');
  });

  it('keep the order in which they are said at one place', () => {
    const edits = [
      { range: [0, 0], text: 'a' },
      { range: [0, 0], text: 'b' },
    ] as const;
    expect(applyEdits('c', edits).text).toBe('abc');
  });

  it('leave known where everything was', () => {
    fc.assert(
      fc.property(changed, ({ text, edits }) => {
        const after = applyEdits(text, edits);
        const origins = new Set<number>();
        for (let offset = 0; offset < after.text.length; offset++) {
          const origin = after.origin(offset);
          if (after.text[offset] === text[origin]) origins.add(origin);
        }
        for (let offset = 0; offset < text.length; offset++) {
          const isReplaced = edits.some(({ range }) => offset >= range[0] && offset < range[1]);
          if (!isReplaced) expect(origins).toContain(offset);
        }
      }),
    );
  });

  it('are left out where they meet others before them', () => {
    const groups = [
      { edits: [{ range: [4, 6], text: '' }] },
      { edits: [{ range: [0, 5], text: '' }] },
      { edits: [{ range: [7, 7], text: 'x' }] },
    ] as const;
    expect(compatible(groups)).toEqual([groups[1], groups[2]]);
  });
});

it('lines and columns are those of an editor', () => {
  expect(positionAt('a\nbc', 3)).toEqual({ line: 2, column: 2 });
  expect(positionAt('a\r\nbc', 3)).toEqual({ line: 2, column: 1 });
  expect(positionAt('', 0)).toEqual({ line: 1, column: 1 });
});
