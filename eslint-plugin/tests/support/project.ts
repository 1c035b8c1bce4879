import { mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './folder.ts';

const require = createRequire(import.meta.url);

/** What TypeScript projects of these tests have installed. */
const INSTALLED = ['typescript', '@types/node'];

const compilerOptions = {
  allowImportingTsExtensions: true,
  allowJs: true,
  lib: ['esnext'],
  module: 'nodenext',
  noEmit: true,
  strict: true,
  target: 'esnext',
  types: ['node'],
};

/**
 * Makes a TypeScript project on disk, with the compiler and the types of Node installed.
 *
 * @param files the text of each file by its path in the project
 */
export function typescriptProject(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder({
    'package.json': JSON.stringify({ type: 'module', dependencies: { 'to-thread': '*' } }),
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
    ...files,
  });
  for (const name of INSTALLED) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    // A junction needs no rights on Windows, and is an ordinary link elsewhere.
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), link, 'junction');
  }
  return folder;
}
