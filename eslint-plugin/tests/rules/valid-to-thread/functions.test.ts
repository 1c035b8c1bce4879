import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported, Sample } from '../../support/valid-rule-tester.ts';

const IMPORT = "import { toThread } from 'to-thread';\n";
const REQUIRE = "const { toThread } = require('to-thread');\n";

const esm = (code: string, more: Partial<Sample> = {}): Sample => ({ code: IMPORT + code, ...more });
const commonJS = (code: string): Sample => ({ code: REQUIRE + code, sourceType: 'commonjs' });
const typescript = (code: string): Sample => esm(code, { typescript: true });

const PASS = 'Pass the value as an argument, or export the function from a module of its own';
const EXPORT = 'Export the function from a module of its own';

function captured(sample: Sample, variables: string, wayOut = EXPORT, name = '`work`'): Reported {
  return { ...sample, reports: [{ id: 'capturedVariable', data: { name, variables, wayOut } }] };
}

const LOCAL = 'const limit = 2;\nconst work = (n) => n + limit;\n';

testValidRule('functions that a module keeps to itself', {
  reported: [
    captured(esm(`${LOCAL}await toThread(«work», 1);`), 'the variable `limit`', PASS),
    captured(esm('let n = 0;\nfunction work() { return ++n; }\nawait toThread(«work»);'), 'the variable `n`'),
    captured(
      esm(`${LOCAL}work(3);\nconst all = [1].map((n) => work(n));\nawait toThread(«work», 1);`),
      'the variable `limit`',
      PASS,
    ),
    captured(
      esm('class Tool {}\nfunction work() { return new Tool(); }\nawait toThread(«work»);'),
      'the variable `Tool`',
    ),
    captured(esm('import x from "x";\nconst work = () => x;\nawait toThread(«work»);'), 'the variable `x`'),
    captured(
      esm('const tools = { twice: (n) => n * k };\nlet k = 2;\nawait toThread(«tools.twice», 1);'),
      'the variable `k`',
      PASS,
      '`tools.twice`',
    ),
    captured(
      esm('const k = 2;\nclass Tool { static twice(n) { return n * k; } }\nawait toThread(«Tool.twice», 1);'),
      'the variable `k`',
      PASS,
      '`Tool.twice`',
    ),
    captured(
      commonJS(`${LOCAL}module.exports = async () => toThread(«work», 1);`),
      'the variable `limit`',
      PASS,
    ),
    captured(
      commonJS("const work = () => require('node:fs').existsSync('.');\nvoid toThread(«work»);"),
      'the variable `require`',
    ),
    captured(
      commonJS('const work = () => __dirname.length;\nvoid toThread(«work»);'),
      'the variable `__dirname`',
      PASS,
    ),
    captured(
      typescript('enum Level { Low }\nconst work = () => Level.Low;\nawait toThread(«work» as never);'),
      'the variable `Level`',
    ),
    captured(
      typescript(
        'const limit: number = 2;\nconst work = (n: number): number => n + limit!;\nawait toThread(«work», 1);',
      ),
      'the variable `limit`',
      PASS,
    ),
    // Given back by a function, not exported.
    {
      ...esm(`${LOCAL}export function make() { return { work }; }\nawait toThread(«work», 1);`),
      reports: [
        {
          id: 'capturedVariable',
          suggestion: {
            id: 'exportFunction',
            data: { name: '`work`' },
            output: `${IMPORT}${LOCAL.replace('const work', 'export const work')}export function make() { return { work }; }\nawait toThread(work, 1);`,
          },
        },
      ],
    },
  ],
  silent: [
    // Exported, in every way.
    esm(`${LOCAL}export { work };\nawait toThread(work, 1);`),
    esm(`${LOCAL}export { work as default };\nawait toThread(work, 1);`),
    esm(`${LOCAL}export default work;\nawait toThread(work, 1);`),
    esm(`${LOCAL}export default { tools: { work } };\nawait toThread(work, 1);`),
    esm(`${LOCAL}const other = work;\nexport { other };\nawait toThread(work, 1);`),
    esm(`${LOCAL}export const tools = [work];\nawait toThread(work, 1);`),
    esm(`${LOCAL}export const tools = Object.freeze({ work });\nawait toThread(work, 1);`),
    esm(`${LOCAL}export const tools = {};\ntools.work = work;\nawait toThread(work, 1);`),
    esm(`${LOCAL}export class Tools { static work = work; }\nawait toThread(work, 1);`),
    esm(`${LOCAL}export const tools = (() => ({ work }))();\nawait toThread(work, 1);`),
    esm(
      'const k = 2;\nexport function work(n) { return n + k; }\nexport const go = () => toThread(work, 1);',
    ),
    esm('const k = 2;\nexport default function work(n) { return n + k; }\nawait toThread(work, 1);'),
    esm(
      'const k = 2;\nexport const tools = { work(n) { return this && n + k; } };\nawait toThread(tools.work, 1);',
    ),
    esm(
      'const k = 2;\nexport class Tool { static work(n) { return this && n + k; } }\nawait toThread(Tool.work, 1);',
    ),
    esm(
      'class Tool { work = (n) => this && n; }\nexport const tool = new Tool();\nawait toThread(tool.work, 1);',
    ),
    commonJS(`${LOCAL}module.exports = { work };\nvoid toThread(work, 1);`),
    commonJS(`${LOCAL}module.exports = work;\nvoid toThread(work, 1);`),
    commonJS(`${LOCAL}exports.work = work;\nvoid toThread(work, 1);`),
    commonJS(`${LOCAL}module.exports.tools.work = exports.work = work;\nvoid toThread(work, 1);`),
    commonJS(`${LOCAL}Object.assign(module.exports, { work });\nvoid toThread(work, 1);`),
    commonJS('const k = 2;\nexports.work = function (n) { return n + k; };\nvoid toThread(exports.work, 1);'),
    typescript(`${LOCAL}export = { work };\nvoid toThread(work as never, 1);`),
    // Self-contained.
    esm('await toThread((n) => Math.max(n, globalThis.limit ?? 0), 1);'),
    esm(
      'await toThread(({ a, b: [c] }, ...rest) => { var x = a + c; try { x(); } catch (e) { return e + rest; } }, 1);',
    ),
    esm('await toThread((n) => { class A { #b = n; get() { return 1; } } return A; }, 1);'),
    typescript(
      'interface Row { n: number }\nawait toThread((row: Row) => (row as Row).n satisfies number, { n: 1 });',
    ),
    typescript('declare const VERSION: string;\nawait toThread(() => VERSION);'),
    typescript('const enum Level { Low }\nawait toThread(() => Level.Low);'),
    typescript(
      'import type { Row } from "./row.js";\nawait toThread((row: Row) => row.n as Row["n"], { n: 1 });',
    ),
    typescript('class A { n = 1 }\nawait toThread((a: typeof A.prototype.n) => a, 1);'),
    // Not known.
    esm('export const run = (fn) => toThread(fn, 1);'),
    esm('import { work } from "./work.js";\nawait toThread(work, 1);'),
    esm('import tools from "./tools.js";\nawait toThread(tools.work, 1);'),
    esm('import Tool from "./tool.js";\nawait toThread(new Tool().work, 1);'),
    esm('const work = makeWork();\nawait toThread(work, 1);'),
    esm('let work = (n) => n + limit;\nconst limit = 1;\nwork = other;\nawait toThread(work, 1);'),
    esm('export const run = (database) => toThread(database.prepare, 1);'),
    // A double runs where the test runs.
    esm('import { vi } from "vitest";\nconst work = vi.fn(() => 1);\nawait toThread(work, () => 1);'),
    esm('import { mock } from "node:test";\nawait toThread(mock.fn(), () => 1);'),
  ],
});

const needsThis = (code: string, name: string, reason: string, wayOut: string): Reported => ({
  ...esm(code),
  reports: [{ id: 'needsThis', data: { name, reason, wayOut } }],
});
const METHOD = 'it is a method that needs its `this`, which stays in this thread';
const TAKE_ALL = 'Pass a function that takes all it needs as arguments';
const OWN = 'it is not exported from its module and uses `this`, which stays in this thread';
const EXPORT_IT = 'Export it from a module of its own, or pass what it needs as arguments';

testValidRule('functions that need their `this`', {
  reported: [
    needsThis('await toThread(«new Date().getTime»);', '`new Date().getTime`', METHOD, TAKE_ALL),
    needsThis('const seen = new Set();\nawait toThread(«seen.has», 1);', '`seen.has`', METHOD, TAKE_ALL),
    {
      ...esm(
        "import Database from 'better-sqlite3';\nconst db = new Database('a');\nawait toThread(«db.prepare», 'b');",
      ),
      reports: [{ id: 'needsThis' }],
    },
    {
      ...esm(
        "import { DatabaseSync } from 'node:sqlite';\nconst db = new DatabaseSync('a');\nawait toThread(«db.prepare», 'b');",
      ),
      reports: [{ id: 'needsThis' }],
    },
    { ...esm('const text = `a`;\nawait toThread(«text.split», "a");'), reports: [{ id: 'needsThis' }] },
    needsThis(
      'class A { n = 1; get() { return this.n; } run() { return toThread(«this.get»); } }',
      '`this.get`',
      OWN,
      EXPORT_IT,
    ),
    needsThis(
      'class A { n = 1; run() { return toThread(«() => this.n»); } }',
      'This function',
      OWN,
      EXPORT_IT,
    ),
    needsThis(
      'class A { n = 1; run() { return toThread(«async () => { for (;;) { if (this.n) break; } }»); } }',
      'This function',
      OWN,
      EXPORT_IT,
    ),
    needsThis(
      'const o = { n: 1, get() { return this.n; } };\nawait toThread(«o.get»);',
      '`o.get`',
      OWN,
      EXPORT_IT,
    ),
    needsThis(
      'class A extends B { run() { return toThread(«() => super.run()»); } }',
      'This function',
      OWN.replace('this', 'super'),
      EXPORT_IT,
    ),
    needsThis(
      'const later = work.bind(null, 1);\nawait toThread(«later»);',
      '`later`',
      'it is a bound function, whose `this` and arguments stay in this thread',
      'Pass the unbound function and give it what it needs as arguments',
    ),
  ],
  silent: [
    esm('const o = { twice(n) { return n * 2; } };\nawait toThread(o.twice, 1);'),
    esm('class A { twice(n) { return n * 2; } run() { return toThread(this.twice, 1); } }'),
    esm('class A { run() { return toThread(this.unknown, 1); } }'),
    esm('const seen = new Set();\nseen.own = (n) => n;\nawait toThread(seen.own, 1);'),
    esm(
      'import { EventEmitter } from "node:events";\nclass A extends EventEmitter {}\nawait toThread(new A().own);',
    ),
    esm('function Set() { this.has = (n) => n; }\nawait toThread(new Set().has, 1);'),
    esm('await toThread(JSON.stringify, 1);'),
    typescript('await toThread((n: number): typeof this => n, 1);'),
  ],
});

testValidRule('what is no function, or was called', {
  reported: [
    { ...esm('await toThread(«1»);'), reports: [{ id: 'notAFunction', data: { what: 'a number' } }] },
    { ...esm('await toThread(«null»);'), reports: [{ id: 'notAFunction', data: { what: 'null' } }] },
    {
      ...esm('await toThread(«/x/»);'),
      reports: [{ id: 'notAFunction', data: { what: 'a regular expression' } }],
    },
    {
      ...esm('const text = `x`;\nawait toThread(«text»);'),
      reports: [{ id: 'notAFunction', data: { what: 'a string' } }],
    },
    {
      ...esm("import fs from 'node:fs';\nconst text = fs.readFileSync('a');\nawait toThread(«text»);"),
      reports: [{ id: 'notAFunction', data: { what: 'what `fs.readFileSync` returned' } }],
    },
    {
      ...esm("import fs from 'node:fs';\nawait toThread(«fs.readFileSync(/* path */ 'a', 'utf8')»);"),
      reports: [
        {
          id: 'calledAlready',
          data: { name: '`fs.readFileSync`' },
          suggestion: {
            id: 'passFunction',
            data: { name: '`fs.readFileSync`' },
            output: `${IMPORT}import fs from 'node:fs';\nawait toThread(fs.readFileSync, /* path */ 'a', 'utf8');`,
          },
        },
      ],
    },
    // What the fix of the other rule makes of it.
    {
      ...esm("import fs from 'node:fs';\nawait toThread(«await toThread(fs.readFileSync, 'a')»);"),
      reports: [{ id: 'calledAlready', data: { name: '`fs.readFileSync`' } }],
    },
    {
      ...esm('async function load() {}\nawait toThread(«load()», 1);'),
      reports: [{ id: 'calledAlready', data: { name: '`load`' } }],
    },
    {
      ...esm('«toThread()».catch(() => {});'),
      reports: [{ id: 'notAFunction', data: { what: 'undefined' } }],
    },
  ],
  silent: [
    esm('await toThread(makeWork(1));'),
    esm('await toThread(await makeWork(1));'),
    esm('await toThread(new Function("return 1"));'),
    esm(
      'import { createRequire } from "node:module";\nawait toThread(createRequire(import.meta.url)("./work.cjs"), 1);',
    ),
    esm('function make() { return (n) => n; }\nawait toThread(make(), 1);'),
    esm('await toThread(tag`x`, 1);'),
  ],
});
