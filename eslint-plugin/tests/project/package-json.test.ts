import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moduleAbsence } from '../../src/project/module-absence.ts';
import { enclosingPackages } from '../../src/project/package-json.ts';
import { temporaryFolder } from '../support/folder.ts';

/** The folders, below a root, of the package.json files that hold for a file. */
function packagesAround(root: string, file: string): string[] {
  return [...enclosingPackages(join(root, file))]
    .filter(({ folder }) => folder.startsWith(root))
    .map(({ folder }) => folder.slice(root.length + 1).replaceAll('\\', '/'));
}

/** Runs something as a user to whom file permissions apply, which they do not to the superuser of a container. */
function withoutPrivileges<Result>(run: () => Result): Result {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || !seteuid) return run();
  seteuid(65_534);
  try {
    return run();
  } finally {
    seteuid(0);
  }
}

describe('the package.json files around a file', () => {
  it('come nearest first', () => {
    const root = temporaryFolder({
      'package.json': '{ "name": "root" }',
      'a/package.json': '{ "name": "a", "type": "module" }',
      'a/b/c/': '',
    });
    expect(packagesAround(root, 'a/b/c/file.js')).toEqual(['a', '']);
    const [nearest] = enclosingPackages(join(root, 'a/b/file.js'));
    expect(nearest).toMatchObject({
      folder: join(root, 'a'),
      name: 'a',
      type: 'module',
      dependencies: new Set(),
    });
  });

  it.each([
    ['half of one', '{ "type": "module", '],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"module"'],
    ['null', 'null'],
  ])('are passed over when they hold %s', (_, text) => {
    const root = temporaryFolder({ 'package.json': '{}', 'a/package.json': text });
    expect(packagesAround(root, 'a/file.js')).toEqual(['']);
  });

  it('may begin with no byte order mark but hold fields of any type', () => {
    const root = temporaryFolder({
      'package.json':
        '{ "name": 1, "type": [], "dependencies": ["a"], "devDependencies": null, "peerDependencies": { "b": 2 } }',
    });
    const [found] = enclosingPackages(join(root, 'file.js'));
    expect(found).toEqual({
      folder: root,
      imports: [],
      isPackage: true,
      isPrivate: false,
      dependencies: new Set(['b']),
      devDependencies: new Set(),
      commands: [],
      scripts: [],
    });
  });

  it('are passed over when they are folders', () => {
    const root = temporaryFolder({ 'package.json': '{}', 'a/package.json/': '' });
    expect(packagesAround(root, 'a/file.js')).toEqual(['']);
  });

  // Windows keeps its permissions elsewhere, where chmod does not reach.
  it.runIf(process.platform !== 'win32')('are passed over when they may not be read', () => {
    const root = temporaryFolder({ 'package.json': '{}', 'a/package.json': '{ "name": "a" }' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'a/package.json'), 0o000);
    expect(withoutPrivileges(() => packagesAround(root, 'a/file.js'))).toEqual(['']);
  });

  it.runIf(process.platform !== 'win32')('are passed over when their folder may not be entered', () => {
    const root = temporaryFolder({ 'package.json': '{}', 'a/package.json': '{}', 'a/b/': '' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'a'), 0o000);
    try {
      expect(withoutPrivileges(() => packagesAround(root, 'a/b/file.js'))).toEqual(['']);
    } finally {
      chmodSync(join(root, 'a'), 0o755);
    }
  });

  it('are found through a link to their folder', () => {
    const root = temporaryFolder({ 'real/package.json': '{ "name": "real" }', 'apps/': '' });
    symlinkSync(join(root, 'real'), join(root, 'apps/linked'), 'junction');
    expect(packagesAround(root, 'apps/linked/src/file.js')).toEqual(['apps/linked']);
  });

  it('end with links that go round', () => {
    const root = temporaryFolder({ 'a/': '' });
    symlinkSync('package.json', join(root, 'a/package.json'));
    symlinkSync(root, join(root, 'a/again'), 'junction');
    expect(packagesAround(root, 'a/again/a/again/file.js')).toEqual([]);
  });
});

describe('a package.json that changes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is read again after a while', () => {
    const root = temporaryFolder({ 'package.json': '{}', 'file.js': '' });
    const absence = () => moduleAbsence('to-thread', join(root, 'file.js'), root);
    const undeclared = { kind: 'undeclared', manifest: 'package.json' };
    expect(absence()).toEqual(undeclared);
    writeFileSync(join(root, 'package.json'), '{ "dependencies": { "to-thread": "*" } }');
    vi.advanceTimersByTime(1_000);
    expect(absence()).toEqual(undeclared);
    vi.advanceTimersByTime(1_001);
    expect(absence()).toBeUndefined();
  });
});

// The temporary folders of this test lie in no package.
it('a package is found at once when it is installed where there is no package.json', () => {
  const root = temporaryFolder({ 'file.js': '' });
  const absence = () => moduleAbsence('to-thread', join(root, 'file.js'), root);
  expect(absence()).toEqual({ kind: 'not installed' });
  mkdirSync(join(root, 'node_modules/to-thread'), { recursive: true });
  writeFileSync(join(root, 'node_modules/to-thread/package.json'), '{}');
  expect(absence()).toBeUndefined();
});
