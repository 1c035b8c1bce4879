import fc from 'fast-check';

/**
 * Random programs: a CommonJS module that exports one async function `f(list = [], promise)`, which reads files in callbacks
 * of all kinds, and in functions that it calls.
 */

/** An expression with the names `p`, `n` and `out` at hand. */
const expression = fc.oneof(
  { depthSize: 'small' },
  fc.constantFrom(
    'read(p)',
    'read(p).length',
    "fs.readFileSync(p, 'utf8')",
    'read(p) + read(`${p}2`)',
    'n + read(p).length',
    'out.length ? read(p) : null',
    "p === 'b' ? 0 : read(p)[0]",
    "p !== 'a' && read(p)",
    '[p, read(p)]',
    '({ p, size: read(p).length }).size',
    'p',
    'n',
  ),
);

const statement = fc.oneof(
  fc.tuple(expression, fc.constantFrom('', ';')).map(([text, end]) => `${text}${end}`),
  expression.map((text) => `n += String(${text}).length;`),
  expression.map((text) => `out.push(${text});`),
  expression.map((text) => `const value = ${text}; out.push(value);`),
  expression.map((text) => `if (p === 'b') return;\n${text};`),
  expression.map((text) => `if (p === 'b') return ${text}\nout.push('after')`),
  expression.map((text) => `try { out.push(${text}); throw 1 } catch { n++ }`),
  expression.map((text) => `for (const q of [1, 2]) { if (q === 2) continue; out.push(q, ${text}); }`),
  expression.map((text) => `switch (p) { case 'a': return; default: out.push(${text}) }`),
);

const block = fc.array(statement, { minLength: 1, maxLength: 2 }).map((all) => {
  // Each statement has a block of its own, since several may declare the same.
  return all.map((text) => `{ ${text}\n}`).join('\n');
});

/** A part of the body of `f`. */
const part = fc.oneof(
  block.map((body) => `list.forEach((p) => {\n${body}\n})`),
  block.map((body) => `list.forEach(function (p, i) { out.push(i)\n${body}\n})`),
  expression.map((text) => `list.forEach((p) => (${text}))`),
  expression.map((text) => `if (list.length) list.forEach((p) => out.push(${text}))\nelse n = 7`),
  expression.map((text) => `out.push(list.map((p) => ${text}))`),
  fc
    .tuple(block, expression)
    .map(([body, text]) => `out.push(list.map((p, i) => {\n${body}\nreturn [i, ${text}]\n}).length)`),
  expression.map((text) => `out.push(Array.from(list, (p) => ${text}))`),
  expression.map((text) => `out.push(await Promise.all(list.map((p) => ${text})))`),
  block.map((body) => `out.push((() => {\nconst p = list[0]\n${body}\n})())`),
  block.map((body) => `;(function () {\nconst p = list[1]\n${body}\n})()`),
  block.map((body) => `out.push(await promise.then((p) => {\n${body}\n}))`),
  expression.map((text) => `out.push(await promise.finally(() => { const p = 'f'; ${text} }))`),
  fc.constantFrom('out.push(await promise.then(read))', 'n++', 'out.push(n)'),
);

/** A helper with the name, and a call of it as part of `f`. */
const helpers = fc
  .tuple(block, expression, expression, fc.boolean())
  .map(([body, first, second, isArrow]) => ({
    above: [
      isArrow
        ? `const a = (p, n, out) => {\n${body}\nreturn ${first}\n}`
        : `function a(p, n, out) {\n${body}\nreturn ${first}\n}`,
      `const b = (p, n, out) => [a(p, n, out), ${second}]`,
    ],
    calls: [
      "out.push(a('x', n, out))",
      "n += String(b('y', n, out)).length",
      "if (a('z', n, out)) out.push(b('b', n, out).length)",
    ],
  }));

/** The text of a module, which may well be wrong: what does not parse is to be passed over. */
export const programWithCallbacks = fc
  .record({
    parts: fc.array(part, { minLength: 1, maxLength: 2 }),
    helper: fc.option(helpers, { nil: undefined }),
  })
  .map(({ parts, helper }) =>
    [
      "const fs = require('node:fs')",
      'const { readFileSync: read } = fs',
      ...(helper?.above ?? []),
      'exports.f = async (list = [], promise) => {',
      'let n = 0',
      'const out = []',
      ...(helper?.calls ?? []),
      ...parts,
      'return [n, out]',
      '}',
      '',
    ].join('\n'),
  );
