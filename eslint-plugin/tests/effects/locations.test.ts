import { describe, expect, it } from 'vitest';
import { ANY, conflicts, HIDDEN, overlaps } from '../../src/effects/memory/location.ts';
import type { FilePath, Location, Place, Touch } from '../../src/effects/memory/location.ts';
import { parse } from '../support/parse.ts';

const { ast: node } = parse('');

function touch(at: Location, does: Touch['does'] = 'change', more: Partial<Touch> = {}): Touch {
  return { at, does, deep: false, node, ...more };
}

/** `list.0.name`, of the variable `list`. */
function place(path: string): Place {
  const [root = '', ...steps] = path.split('.');
  return { kind: 'memory', root, steps, text: path };
}

function file(path: string, more: Partial<FilePath> = {}): FilePath {
  return { kind: 'file', parts: [path], tree: false, text: path, ...more };
}

describe('two pieces of memory', () => {
  it.each([
    ['state', 'state', true],
    ['state', 'other', false],
    ['state.n', 'state.n', true],
    ['state.n', 'state.m', false],
    [`all.${ANY}`, 'all.name', true],
    [`all.${ANY}.n`, 'all.name.n', true],
    [`all.${ANY}.n`, 'all.name.m', false],
    ['state', 'state.n', true],
    ['state.list', 'state.list.n.m', true],
    ['state.list', 'state.map.n', false],
  ])('%s and %s are one when changed: %s', (one, other, isOne) => {
    expect(overlaps(touch(place(one)), touch(place(other)))).toBe(isOne);
    expect(overlaps(touch(place(other)), touch(place(one)))).toBe(isOne);
  });

  it('are apart where the name is read and what it holds is changed, unless all of it is read', () => {
    const change = touch(place('state.n'));
    expect(overlaps(touch(place('state'), 'look'), change)).toBe(false);
    expect(overlaps(touch(place('state'), 'look', { deep: true }), change)).toBe(true);
  });

  it('may be one where an object hides something, and a look at it decides', () => {
    const hidden = touch(place(`socket.${HIDDEN}`));
    expect(overlaps(touch(place('socket.open'), 'look', { decides: true }), hidden)).toBe(true);
    expect(overlaps(touch(place('socket.open'), 'look'), hidden)).toBe(false);
  });
});

describe('two paths', () => {
  const folder = file('a', { tree: true });
  it.each([
    [file('a'), file('a'), true],
    [file('a'), file('b'), false],
    [folder, file('a/b'), true],
    [folder, file('a/b/c'), true],
    [folder, file('ab'), false],
    [file('a'), file('a/b'), false],
    [file('', { tree: true, inside: true }), file('b'), true],
    [file('', { tree: true, inside: true }), file('/b'), false],
    [file('', { tree: true, inside: true }), file('../b'), false],
  ])('%j and %j are one: %s', (one, other, isOne) => {
    expect(overlaps(touch(one), touch(other))).toBe(isOne);
    expect(overlaps(touch(other), touch(one))).toBe(isOne);
  });

  it('are no piece of memory', () => {
    expect(overlaps(touch(file('a')), touch(place('a')))).toBe(false);
  });

  it('leave it open whether a folder is there while something goes on in it', () => {
    const within = touch(file('a', { tree: true, inside: true }));
    expect(conflicts(touch(file('a'), 'ensure'), within)).toBe(false);
    expect(conflicts(touch(file('a'), 'clear'), within)).toBe(true);
  });
});

describe('what is done to one place', () => {
  const deeds = ['look', 'change', 'count', 'fill', 'ensure', 'clear'] as const;
  const commuting = new Set(['look look', 'count count', 'fill fill', 'ensure ensure', 'clear clear']);

  it.each(deeds.flatMap((one) => deeds.map((other) => [one, other] as const)))('%s and %s', (one, other) => {
    const at = place('state.n');
    expect(conflicts(touch(at, one), touch(at, other))).toBe(!commuting.has(`${one} ${other}`));
  });

  it('does not commute where two places in the text fill it', () => {
    const at = place('state.n');
    const elsewhere = touch(at, 'fill', { node: parse('elsewhere').ast });
    expect(conflicts(touch(at, 'fill'), elsewhere)).toBe(true);
  });
});
