import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';

/**
 * Files as generators write them: 50,000 lines of one kind each. Whatever looked at all of a file for each of its
 * calls, or at all calls for each function, would not come to an end within the time a test has. The lines stand in
 * objects and classes, since ESLint itself takes its time with so many variables.
 */

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const LINES = 50_000;
const imports = "import fs from 'node:fs';\n";

const files: Record<string, { text: string; reports: number }> = {
  'nothing that blocks': {
    text: `export default {\n${lines(LINES, (i) => `f${i}: async (x) => x.map((y) => y.z(${i})),`)}\n};`,
    reports: 0,
  },
  'calls in sync code': {
    text: `${imports}export default {\n${lines(LINES, (i) => `f${i}: (x) => fs.existsSync(x) && x(${i}),`)}\n};`,
    reports: 0,
  },
  'calls of one helper': {
    text: `${imports}const load = (p) => fs.readFileSync(p);\nexport default {\n${lines(LINES, (i) => `f${i}: async () => load(${i}),`)}\n};`,
    reports: LINES,
  },
  'a chain of methods': {
    text: `${imports}class A {\ng0() { fs.rmSync('p'); }\n${lines(LINES, (i) => `g${i + 1}() { this.g${i}(); }`)}\nasync f() { this.g9(); }\n}`,
    reports: 1,
  },
  'an object of helpers': {
    text: `${imports}const o = {\n${lines(LINES / 2, (i) => `g${i}: () => fs.rmSync('p'),`)}\n};\nexport default {\n${lines(LINES / 2, (i) => `f${i}: async () => o.g${i}(),`)}\n};`,
    reports: LINES / 2,
  },
  'methods of one name': {
    text: `${imports}export default [\n${lines(LINES / 5, () => "class {\n  a() {\n    fs.rmSync('p');\n  }\n  async f() { this.a(); } },")}\n];`,
    reports: LINES / 5,
  },
  'one class and its subclasses': {
    text: `${imports}class A { a = fs.readFileSync('p'); }\nexport default [\n${lines(LINES / 10, () => 'class B extends A {\n  constructor() { super(); }\n  static f = async () => new B();\n},')}\n];`,
    reports: LINES / 10,
  },
  'one function with many calls': {
    text: `${imports}export async function f(p, x) {\n${lines(LINES / 5, (i) => `  x(fs.readFileSync(\`\${p}/${i}\`));`)}\n}`,
    reports: LINES / 5,
  },
  'one function with many sequences and much state': {
    text: `${imports}let state;\nexport async function f(p) {\n${lines(LINES / 20, (i) => `  if (state > ${i}) fs.writeFileSync(p, fs.readFileSync(p));\n  state += ${i};`)}\n}`,
    reports: LINES / 10,
  },
};

describe.each(Object.entries(files))('50,000 lines: %s', (_, { text, reports }) => {
  it('are looked through', { timeout: 300_000 }, async () => {
    const { messages } = await lint(text);
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    expect(messages).toHaveLength(reports);
  });
});
