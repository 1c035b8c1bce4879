import fc from 'fast-check';

/**
 * Random programs: a CommonJS module that exports one async function `f`, which calls `fs.readFileSync` in all kinds
 * of places, with comments, line breaks and missing semicolons wherever the language allows them.
 */

/** What may stand between two tokens. */
const gap = fc.constantFrom('', '', '', ' ', '\n', ' /* a */ ', ' // b\n', '\t');

const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => {
  const inner = tie('expression');
  const operand = tie('operand');
  /** `before`, gap, operand, gap, `after`. */
  const around = (before: string, after: string, content = inner) =>
    fc.tuple(gap, content, gap).map(([left, text, right]) => before + left + text + right + after);
  const infix = (operator: string) =>
    fc
      .tuple(operand, gap, gap, operand)
      .map(([left, before, after, right]) => `${left}${before} ${operator} ${after}${right}`);

  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      operand,
      ...['+', '-', '*', '**', '===', '<', '&&', '||', '??', 'in', 'instanceof', ','].map(infix),
      ...['!', '-', '~', 'typeof ', 'void ', 'await '].map((operator) => around(operator, '', operand)),
      fc.tuple(operand, inner, inner).map(([test, yes, no]) => `${test} ? (${yes}) : (${no})`),
      operand.map((text) => `state.n = ${text}`),
      operand.map((text) => `local += ${text}`),
    ),
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('1', "'text'", 'local', 'state.n', 'state', 'null', '/r/'),
      around('fs.readFileSync(', ')'),
      around('read(', ')'),
      around('(0, fs.readFileSync)(', ')'),
      around("fs['readFileSync'](", ", 'utf8')"),
      fc.constantFrom('fs.readFileSync()', 'read(/* none */)', 'fs\n.readFileSync // c\n(1)'),
      around('(', ')'),
      around('[', ']'),
      around('pass(', ')'),
      around('pass(1, ...[', '])'),
      around('({ a: ', ' })'),
      around('new Box(', ')'),
      around('`a${', '}b`'),
      operand.map((text) => `${text}.length`),
      operand.map((text) => `${text}?.length`),
      operand.map((text) => `${text}[0]`),
      operand.map((text) => `${text}.toString()`),
      operand.map((text) => `tag(${text})\`x\``),
    ),
  };
});

const statement = fc
  .tuple(
    expression,
    fc.constantFrom(
      (text: string) => text,
      (text: string) => text,
      (text: string) => `local = (${text})`,
      (text: string) => `if (${text}) local++`,
      (text: string) => `if (local) state.n++\nelse ${text}`,
      (text: string) => `for (const item of [${text}]) local = item`,
      (text: string) => `for (let turn = 0; turn < 2 && !(${text}); turn++) state.n++`,
      (text: string) => `try { ${text} } catch { local = 0 }`,
      (text: string) => `switch (local) { case 1: ${text} }`,
      (text: string) => `local = await (async (a) => a ?? (${text}))();`,
      (text: string) => `return ${text}`,
      (text: string) => `throw ${text}`,
      (text: string) => `return(${text})`,
    ),
  )
  .map(([text, wrap]) => wrap(text));

/** The text of a module, which may well be wrong: what does not parse is to be passed over. */
export const program = fc
  .record({
    head: fc.constantFrom(
      '',
      "'use strict'\n",
      "'use strict';\n",
      '#!/usr/bin/env node\n',
      '/* Copyright */\n',
      '// about f\n\n',
      "const { other } = require('to-thread')\n",
      'const toThread = 1;\n',
    ),
    statements: fc.array(statement, { minLength: 1, maxLength: 4 }),
    end: fc.constantFrom('\n', '\n', ';\n', '; // end\n'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ head, statements, end, lineEnd }) =>
    [
      head,
      "const fs = require('node:fs')\nconst { readFileSync: read } = fs\n",
      'exports.f = async (state, pass, tag, Box) => {\nlet local = 1\n',
      ...statements.map((text) => text + end),
      'return [local, state.n]\n}\n',
    ]
      .join('')
      .replaceAll('\n', lineEnd),
  );
