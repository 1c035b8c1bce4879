import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { temporaryFolder } from './folder.ts';

/**
 * Small real programs, which print what they find with a global `print`. They end when their module has been
 * evaluated and, where it has one, its export `done` is settled.
 */

/** The files that the programs read. */
const DATA = {
  'p.txt': 'hello',
  'q.txt': 'p.txt',
  'n.txt': '3',
  'utf8.txt': 'utf8',
  'chain.txt': 'chain.txt',
  'list.json': '["p.txt","q.txt"]',
};

/** The texts of the programs by their names, as they are in the folder of fixtures. */
export function readPrograms(): Map<string, string> {
  const folder = fileURLToPath(new URL('../fixtures/programs', import.meta.url));
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A folder that has the runtime installed, and the data of the programs. */
export function programFolder(): string {
  const folder = temporaryFolder({
    'package.json': JSON.stringify({ type: 'module', dependencies: { 'to-thread': '*' } }),
    ...DATA,
  });
  mkdirSync(join(folder, 'node_modules'));
  const runtime = fileURLToPath(new URL('../../../runtime', import.meta.url));
  // A junction needs no rights on Windows, and is an ordinary link elsewhere.
  symlinkSync(runtime, join(folder, 'node_modules', 'to-thread'), 'junction');
  return folder;
}

/** Writes down what a program prints, one after the other, all of them in one process. */
const RUNNER = `
import { inspect } from 'node:util';
import { writeFileSync } from 'node:fs';
const [folder, ...names] = process.argv.slice(2);
const outputs = {};
const save = () => writeFileSync(folder + '/outputs.json', JSON.stringify(outputs));
process.on('exit', save);
for (const name of names) {
  const lines = (outputs[name] = []);
  const print = (...values) => {
    lines.push(values.map((value) => inspect(value, { depth: 9 })).join(' '));
  };
  globalThis.print = print;
  try {
    const { done, default: whole } = await import('./' + folder + '/' + name);
    await done;
    await whole?.done;
  } catch (error) {
    lines.push('thrown: ' + inspect(error));
  }
}
process.exit();
`;

/**
 * Runs programs, and gives the lines that each of them prints by its name.
 *
 * @param folder a new folder for them, in the folder that `programFolder` made
 */
export async function runPrograms(
  cwd: string,
  folder: string,
  programs: ReadonlyMap<string, string>,
): Promise<Record<string, readonly string[]>> {
  mkdirSync(join(cwd, folder));
  const files = [...programs].map(([name, text]) => ({ name, ...runnable(name, text) }));
  for (const { file, text } of files) writeFileSync(join(cwd, folder, file), text);
  writeFileSync(join(cwd, 'run.mjs'), RUNNER);
  const args = ['--no-warnings', 'run.mjs', folder, ...files.map(({ file }) => file)];
  await promisify(execFile)(process.execPath, args, { cwd });
  const outputs = JSON.parse(readFileSync(join(cwd, folder, 'outputs.json'), 'utf8')) as Record<
    string,
    string[]
  >;
  return Object.fromEntries(files.map(({ name, file }) => [name, outputs[file] ?? ['not run']]));
}

/** A program as Node runs it: types and JSX are compiled away. */
function runnable(name: string, text: string): { file: string; text: string } {
  const [, base = '', kind] = /^(.*)\.(jsx|[cm]?ts)$/.exec(name) ?? [];
  if (kind === undefined) return { file: name, text };
  const { outputText } = ts.transpileModule(text, {
    fileName: name,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: kind === 'cts' ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      jsxFactory: 'h',
      jsxFragmentFactory: 'Frag',
      experimentalDecorators: true,
    },
  });
  return { file: `${base}.${kind}.${kind === 'cts' ? 'cjs' : 'mjs'}`, text: outputText };
}
