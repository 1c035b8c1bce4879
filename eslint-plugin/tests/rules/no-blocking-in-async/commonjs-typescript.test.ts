/**
 * CommonJS written in TypeScript. With `verbatimModuleSyntax` no ES import but one of types compiles there (TS1286,
 * TS1295), and a bare `require` has no types.
 */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { typescriptProject } from '../../support/project.ts';

const folder = typescriptProject({ 'package.json': '{ "dependencies": { "to-thread": "*" } }' });
symlinkSync(
  join(import.meta.dirname, '../../../../runtime'),
  join(folder, 'node_modules/to-thread'),
  'junction',
);

const errorOfType = '// @ts-expect-error: what is awaited keeps its type\n';

interface Case {
  readonly file: string;
  readonly text: string;
  /** The line by which the file comes by what is new. */
  readonly line: string;
  readonly options?: LintSettings['options'];
}

const cases: Record<string, Case> = {
  '`import = require()` and `export =`': {
    file: 'assigned.cts',
    text: `import fs = require('node:fs');\nexport = async (p: string): Promise<number> => {\n  const size = fs.statSync(p);\n  ${errorOfType}  return size;\n};\n`,
    line: "import toThread = require('to-thread');",
  },
  'types of its own': {
    file: 'types.cts',
    text: `import type { Stats } from 'node:fs';\nimport fs = require('node:fs');\nexport type Found = Stats | undefined;\nexport interface Box { found: Found }\nasync function f(p: string): Promise<Box> {\n  const found = fs.statSync(p);\n  ${errorOfType}  const size: number = found;\n  return { found, size } as Box;\n}\nvoid f;\n`,
    line: "import toThread = require('to-thread');",
  },
  'a package that does not say that it is a module': {
    file: 'plain.ts',
    text: `import type { Stats } from 'node:fs';\nimport fs = require('node:fs');\nimport path = require('node:path');\nexport = {\n  async f(p: string): Promise<Stats> {\n    const found = fs.statSync(path.resolve(p));\n    ${errorOfType}    const size: number = found;\n    return [found, size][0] as Stats;\n  },\n};\n`,
    line: "import toThread = require('to-thread');",
  },
  'an import of types, and nothing of the runtime but types': {
    file: 'only-types.cts',
    text: `import type { Executor } from 'to-thread';\nimport fs = require('node:fs');\nexport = async (p: string, executor: Executor): Promise<number> => {\n  const size = fs.readFileSync(p);\n  void executor;\n  ${errorOfType}  return size;\n};\n`,
    line: "import toThread = require('to-thread');",
  },
  'an assertion beside `require`': {
    file: 'asserted.cts',
    text: `import type { Stats } from 'node:fs';\nconst fs = require('node:fs') as typeof import('node:fs');\nconst own = require('./assigned.cjs') as unknown;\nmodule.exports = async (p: string): Promise<Stats> => {\n  const found = fs.statSync(p);\n  ${errorOfType}  const size: number = found;\n  return [found, size, own][0] as Stats;\n};\n`,
    line: "const { toThread } = require('to-thread') as typeof import('to-thread');",
  },
  'an annotation beside `require`': {
    file: 'annotated.ts',
    text: `import type { Stats } from 'node:fs';\nconst fs: typeof import('node:fs') = require('node:fs');\nmodule.exports = async (p: string): Promise<Stats> => {\n  const found = fs.statSync(p);\n  ${errorOfType}  const size: number = found;\n  return [found, size][0] as Stats;\n};\n`,
    line: "const { toThread } = require('to-thread') as typeof import('to-thread');",
  },
  'no import at all': {
    file: 'none.cts',
    text: `module.exports = async (cell: Int32Array): Promise<string> => {\n  const answer = Atomics.wait(cell, 0, 0);\n  ${errorOfType}  const count: number = answer;\n  return String(count);\n};\n`,
    line: "const { toThread } = require('to-thread') as typeof import('to-thread');",
  },
  'the twin as the fix': {
    file: 'twin.cts',
    text: `const { statSync } = require('node:fs') as typeof import('node:fs');\nmodule.exports = async (p: string): Promise<number> => {\n  const found = statSync(p);\n  ${errorOfType}  return found;\n};\n`,
    line: "const { stat } = require('node:fs/promises') as typeof import('node:fs/promises');",
    options: { prefer: 'native' },
  },
};

/** What the compiler says of files of the project. */
function errors(module: ts.ModuleKind): string[] {
  const options: ts.CompilerOptions = {
    module,
    noEmit: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
    verbatimModuleSyntax: true,
  };
  const files = Object.values(cases).map(({ file }) => join(folder, file));
  const program = ts.createProgram(files, options, {
    ...ts.createCompilerHost(options),
    getCurrentDirectory: () => folder,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${JSON.stringify(messageText)}`);
}

describe('CommonJS in TypeScript', { timeout: 120_000 }, () => {
  it.each(Object.entries(cases))('%s', async (_, { file, text, line, options = {} }) => {
    const settings = { cwd: folder, file, options };
    // The file is on disk while it is linted, as it is in a project.
    writeFileSync(join(folder, file), text);
    const { messages, output = '' } = await lint(text, { ...settings, fix: true });
    expect(messages).toEqual([]);
    expect(output.split('\n')).toContain(line);
    expect(output.match(/^(?:const|import) .*to-thread|fs\/promises/gm)?.length).toBeGreaterThan(0);
    expect(await fix(output, settings)).toBe(output);
    writeFileSync(join(folder, file), output);
  });

  it.each([ts.ModuleKind.Node16, ts.ModuleKind.Node18, ts.ModuleKind.NodeNext])(
    'compiles once it is fixed: module %s',
    (module) => {
      expect(errors(module)).toEqual([]);
    },
  );

  it('gets an ES import where it has others, which a compiler without that option makes to `require`', async () => {
    const text = "import fs from 'node:fs';\nexport const f = async (p: string) => fs.statSync(p);\n";
    const fixed = await fix(text, { cwd: folder, file: 'interop.cts' });
    expect(fixed).toContain("\nimport { toThread } from 'to-thread';\n");
  });
});
