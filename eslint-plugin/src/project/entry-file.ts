import { resolve } from 'node:path';
import type { Node, SourceCode } from '../ast.ts';
import { enclosingPackages } from './package-json.ts';

/** Flags of Node that are followed by a value of their own. */
const FLAGS_WITH_VALUE = /^(?:-r|-C|--(?:import|require|loader|experimental-loader|conditions|env-file))$/;

/** Flags with which Node runs no file, or others. */
const FLAGS_WITHOUT_FILE = /^(?:-e|-p|--(?:eval|print|run|test|check))\b/;

/**
 * Whether a file is surely one that programs are started with: it says so by a shebang, or by asking whether it is
 * the main module, or its package installs it as a command or has a script that runs it.
 */
export function isEntryFile(sourceCode: SourceCode, filename: string): boolean {
  return sourceCode.text.startsWith('#!') || asksForMain(sourceCode) || isStarted(filename);
}

/** Whether the file reads `import.meta.main` or `require.main`. */
function asksForMain(sourceCode: SourceCode): boolean {
  return sourceCode.ast.tokens.some(({ value, range }) => {
    if (value !== 'main') return false;
    const member = sourceCode.getNodeByRangeIndex(range[0])?.parent;
    return member?.type === 'MemberExpression' && isModule(member.object);
  });
}

function isModule(object: Node): boolean {
  return (
    (object.type === 'MetaProperty' && object.meta.name === 'import') ||
    (object.type === 'Identifier' && object.name === 'require')
  );
}

function isStarted(filename: string): boolean {
  const [enclosing] = enclosingPackages(filename);
  if (!enclosing) return false;
  const { folder, commands, scripts } = enclosing;
  const started = [...commands, ...scripts.flatMap(filesRun)].map((file) => resolve(folder, file));
  return started.some((file) => file === filename || `${file}.js` === filename);
}

/** The files that a script runs with Node itself: `node --env-file .env src/server.js`. */
function filesRun(script: string): string[] {
  return script.split(/&&|\|\||[;|&]/).flatMap((command) => {
    const [program, ...words] = command
      .trim()
      .split(/\s+/)
      .filter((word) => !/^\w+=/.test(word));
    return program === 'node' ? (fileAmong(words) ?? []) : [];
  });
}

function fileAmong(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (FLAGS_WITHOUT_FILE.test(word)) return undefined;
    if (FLAGS_WITH_VALUE.test(word)) at++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}
