/** No module of the packages waits, by whatever way, for itself: what is imported is there when it is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from './documentation/house.ts';

/** Which files each file loads, by its name. */
type Imports = ReadonlyMap<string, readonly string[]>;

describe.each(['eslint-plugin', 'extension', 'runtime'])('%s', (name) => {
  const imports = importsIn(join(root, name, 'src'));

  test('has imports that are files of its own', () => {
    const imported = [...imports.values()].flat();
    expect(imported.length).toBeGreaterThan(imports.size / 2);
    expect(imported.filter((file) => file.endsWith('ts') && !imports.has(file))).toEqual([]);
  });

  test('has no imports in a circle', () => {
    expect(circleIn(imports)).toEqual([]);
  });
});

test('a circle is found', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['b', 'c']],
  ]);
  expect(circleIn(imports)).toEqual(['c', 'd', 'c']);
});

function importsIn(folder: string): Imports {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.c?ts$/.test(file),
  );
  return new Map(files.map((file) => [file, importedBy(folder, file)]));
}

/** The files that a file loads before it runs. What it only takes types from it does not load. */
function importedBy(folder: string, file: string): string[] {
  const path = join(folder, file);
  const { statements } = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const specifier = loadedBy(statement);
    return specifier?.startsWith('.') ? [relative(folder, join(dirname(path), specifier))] : [];
  });
}

function loadedBy(statement: ts.Statement): string | undefined {
  const isLoad = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  if (!isLoad || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier))
    return undefined;
  const { importClause } = statement as Partial<ts.ImportDeclaration>;
  const isOfTypes = ts.isExportDeclaration(statement) ? statement.isTypeOnly : isTypeOnly(importClause);
  return isOfTypes ? undefined : statement.moduleSpecifier.text;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** A way from a file back to itself; empty if there is none. */
function circleIn(imports: Imports): readonly string[] {
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): readonly string[] => {
    const start = way.indexOf(file);
    if (start !== -1) return [...way.slice(start), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = from(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = from(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
