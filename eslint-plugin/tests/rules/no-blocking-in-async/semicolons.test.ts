import { testRule } from '../../support/rule-tester.ts';

/** Lines of an async function in a file without semicolons, in which `«…»` marks the call. */
function lines(before: string, fixed: string) {
  const imports = "import { readFileSync } from 'node:fs'\n";
  const inside = (text: string) => `async function f(x, y) {\n  ${text.replaceAll('\n', '\n  ')}\n}`;
  return {
    code: imports + inside(before),
    output: `${imports}import { toThread } from 'to-thread'\n${inside(fixed)}`,
  };
}

const call = "«readFileSync('p')».length";
const fixed = "(await toThread(readFileSync, 'p')).length";

/** What may end without a semicolon on the line above, so that a `(` would go on with it. */
const open = [
  'y()',
  'let a = y',
  "let a = 'b'",
  'let a = {}',
  'let a = function () {}',
  'var a',
  'y = x',
  'y++',
  'await y',
  "'text'",
  'if (x) y()',
  'if (x) y()\nelse y()',
  'if (x) {\n} else y()',
  'for (;;) y()',
  'for (const a of x) y()',
  'for (const a in x) y()',
  'while (x) y()',
  'a: y()',
  'a: while (x) if (y) y()',
  'break_: for (;;) break break_',
  'if (x) return',
  'if (x) throw y',
];

/** What has come to its end, semicolon or not. */
const closed = [
  'y();',
  '',
  'if (x) {\n}',
  'if (x) y();',
  'for (;;) {\n}',
  'while (x) {\n}',
  'do y()\nwhile (x)',
  'a: {\n}',
  'try {\n} catch {\n}',
  'switch (x) {\n}',
  'function g() {\n}',
  'class A {\n}',
  '{\n}',
  ';',
];

testRule('a line that starts with a parenthesis', {
  reported: [
    ...open.map((line) => lines(`${line}\n${call}`, `${line}\n;${fixed}`)),
    ...closed.map((line) => lines(`${line}\n${call}`, `${line}\n${fixed}`)),
    lines(`y() // a\n/* b */ ${call}`, `y() // a\n/* b */ ;${fixed}`),
    lines("y()\n«readFileSync('p')»", "y()\nawait toThread(readFileSync, 'p')"),
    lines("y()\n«readFileSync('p')».a = 1", "y()\n;(await toThread(readFileSync, 'p')).a = 1"),
    lines("y()\n«readFileSync('p')».a ? x : y", "y()\n;(await toThread(readFileSync, 'p')).a ? x : y"),
    lines("y()\n«readFileSync('p')»`tag`", "y()\n;(await toThread(readFileSync, 'p'))`tag`"),
    lines("y()\n;(«readFileSync('p')»).length", "y()\n;(await toThread(readFileSync, 'p')).length"),
    lines("y()\n!«readFileSync('p')»", "y()\n!(await toThread(readFileSync, 'p'))"),
    lines(`if (x)\n  ${call}`, `if (x)\n  ${fixed}`),
    lines(`if (x) y()\nelse\n  ${call}`, `if (x) y()\nelse\n  ${fixed}`),
    lines(`switch (x) {\n  case 1:\n    ${call}\n}`, `switch (x) {\n  case 1:\n    ${fixed}\n}`),
    lines(
      `switch (x) {\n  case 1:\n    y()\n    ${call}\n}`,
      `switch (x) {\n  case 1:\n    y()\n    ;${fixed}\n}`,
    ),
    lines(
      "const g = () => y\n«readFileSync('p')».length",
      "const g = () => y\n;(await toThread(readFileSync, 'p')).length",
    ),
  ],
});

testRule('a line that starts with a parenthesis, in TypeScript', {
  reported: [
    'type A = B',
    'const a = y as B',
    'const a: B = y',
    'let a: () => void',
    'declare const a: B',
  ].map((line) => ({ ...lines(`${line}\n${call}`, `${line}\n;${fixed}`), typescript: true as const })),
});

testRule('a line that starts with a parenthesis, at the top level', {
  reported: [
    'export const a = y',
    'export default y',
    "export * from 'y'",
    "export { y } from 'y'",
    'export function g() {}',
  ].map((line) => {
    const imports = "import { readFileSync } from 'node:fs'\n";
    const needed = line.endsWith(' = y') || line.endsWith('default y');
    return {
      code: `${imports}await x\n${line}\n${call}`,
      output: null,
      options: { topLevel: true },
      reports: [
        {
          place: null,
          reason: ['top level'] as const,
          suggestion: `${imports}import { toThread } from 'to-thread'\nawait x\n${line}\n${needed ? ';' : ''}${fixed}`,
        },
      ],
    };
  }),
});
