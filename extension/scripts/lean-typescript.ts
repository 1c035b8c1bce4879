import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import ts from 'typescript';

/**
 * TypeScript as a module that a bundler can leave parts out of. It is published as one function that exports everything,
 * its checker, its emit and its services, and with all that stands at its top running whether it is used or not.
 */

const PATH = createRequire(import.meta.url).resolve('typescript');

let module: Promise<string> | undefined;

/** The source text of the module: of 9 MB of TypeScript, what a parser needs is a tenth. */
export function leanTypeScript(): Promise<string> {
  module ??= readFile(PATH, 'utf8').then(asModule);
  return module;
}

function asModule(published: string): string {
  const { body, exports } = unwrapped(published);
  return `${TABLE}\n${withoutEffects(body)}\nexport { ${exports.join(', ')} };\n`;
}

/** Makes the table of a namespace's exports, as the helper of that name in TypeScript fills one that is there. */
const TABLE = 'var __table = (all) => { const table = {}; __export(table, all); return table; };';

/** Takes the function away that TypeScript is wrapped in, and the table of its exports. */
function unwrapped(published: string): { body: string; exports: string[] } {
  const start = published.indexOf('"use strict";');
  const end = published.lastIndexOf('})({ get exports()');
  const body = published.slice(start, end);
  const table =
    /^var typescript_exports = \{\};\n__export\(typescript_exports, \{\n([^]*?)^\}\);\nmodule\.exports = .*$/m.exec(
      body,
    );
  const [head, members] = table ?? [];
  if (start === -1 || end === -1 || head === undefined || members === undefined)
    throw new Error('TypeScript is published in another way than it was: see to lean-typescript.ts.');
  return {
    body: body
      .replace(head, '')
      .replace(/^0 && \(module\.exports = \{[^]*?^\}\);$/m, '')
      // Fixes and refactorings of its services, which each make themselves known.
      .replace(/^register(?:CodeFix|Refactor)\((?:.*\);$|[^]*?^\}\);$)/gm, '')
      // What nodes have in the services they need for being read, symbols and types for being checked.
      .replace(/^ {4}get(?:Symbol|Type|Signature|SourceMapSource)Constructor: .*\n/gm, '')
      .replace(
        /^var (\w+) = \{\};\n__export\(\1, \{([^]*?)^\}\);$/gm,
        'var $1 = /* @__PURE__ */ __table({$2});',
      )
      .replace(
        /^var (\w+);\n\(\((\w+)\) => \{$([^]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm,
        'var $1 = /* @__PURE__ */ (($2) => {$3return $2;\n})({});',
      ),
    exports: Array.from(
      members.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm),
      ([, name, local]) => `${local} as ${name}`,
    ),
  };
}

/** Marks what stands at the top as something that is only needed for its value. */
function withoutEffects(body: string): string {
  const { statements } = ts.createSourceFile(
    'typescript.js',
    body,
    ts.ScriptTarget.Latest,
    false,
    ts.ScriptKind.JS,
  );
  const textOf = ({ pos, end }: ts.TextRange): string => body.slice(pos, end);
  // What is assigned to a static member belongs to its class.
  const members = new Map<string, string>();
  for (const statement of statements) {
    const name = assignedTo(statement);
    if (name !== undefined) members.set(name, `${members.get(name) ?? ''}${textOf(statement)}\n`);
  }
  const declared = ({ name, initializer, pos, end }: ts.VariableDeclaration): string => {
    if (!ts.isIdentifier(name) || !initializer || ts.isFunctionLike(initializer))
      return `var${textOf({ pos, end })};`;
    const value = textOf(initializer);
    const more = members.get(name.text);
    return more === undefined
      ? `var ${name.text} = /* @__PURE__ */ (() => (${value}\n))();`
      : `var ${name.text} = /* @__PURE__ */ (() => { var ${name.text} = ${value};\n${more}return ${name.text}; })();`;
  };
  return statements
    .map((statement) => {
      if (ts.isVariableStatement(statement))
        return statement.declarationList.declarations.map(declared).join('\n');
      // Those ask what system it runs on, to say how it watches files and what it logs.
      const isLeftOut = ts.isIfStatement(statement) || assignedTo(statement) !== undefined;
      return isLeftOut ? '' : textOf(statement);
    })
    .join('\n');
}

/** The variable whose member a statement assigns to. */
function assignedTo(statement: ts.Statement): string | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left } = statement.expression;
  return ts.isPropertyAccessExpression(left) && ts.isIdentifier(left.expression)
    ? left.expression.text
    : undefined;
}
