import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports = "import * as fs from 'node:fs';\n";
const runtime = "import { toThread } from 'to-thread';\n";

/** The calls `«fs.…(…)»` of a text, in the order of the reports. */
function namesIn(code: string): string[] {
  return [...code.matchAll(/(?<=«)fs\.\w+/g)].map(([name]) => name);
}

/** What the code becomes when the calls that are `chosen` by their number are moved. */
function moved(code: string, chosen: (index: number) => boolean): string {
  let text = code;
  for (const [index, name] of namesIn(code).entries()) {
    const [before, after] = splitAt(text, `«${name}(`);
    text = before + (chosen(index) ? `await toThread(${name}, ` : `${name}(`) + after;
  }
  return text.replaceAll('»', '');
}

function splitAt(text: string, part: string): [string, string] {
  const at = text.indexOf(part);
  return [text.slice(0, at), text.slice(at + part.length)];
}

/** Statements of an exported function `f` whose marked calls belong together on `path`. */
function together(path: string, statements: string): Reported {
  const code = `export async function f(p, q, x) { ${statements} }`;
  return {
    code: imports + code,
    output: null,
    reports: namesIn(code).map((name, index) => ({
      name,
      reason: ['file sequence', { path }],
      suggestion: imports + runtime + moved(code, (at) => at === index),
    })),
  };
}

/** A module whose marked calls are all fixed. The import takes a pass of its own, with the first of them. */
function apart(code: string): Reported {
  const first = imports + runtime + moved(code, (index) => index === 0);
  const all = imports + runtime + moved(code, () => true);
  return {
    code: imports + code,
    output: first === all ? all : [first, all],
    reports: namesIn(code).map((name) => ({ name })),
  };
}

function statements(text: string): string {
  return `export async function f(p, q, x) { ${text} }`;
}

testRule('calls on one path that belong together', {
  reported: [
    together('p', 'const z = «fs.readFileSync(p)»; «fs.writeFileSync(p, z + x)»;'),
    together('p', 'if (x) { const z = «fs.readFileSync(p)»; x(z); } «fs.writeFileSync(p, x)»;'),
    together('p', 'const z = «fs.readFileSync(p)»; «fs.rmSync(q)»; «fs.writeFileSync(p, z)»;'),
    together('p', 'try { x(«fs.readFileSync(p)»); } catch {} «fs.truncateSync(p)»;'),
    together("'a.json'", "const z = «fs.readFileSync('a.json')»; «fs.writeFileSync('a.json', z + x)»;"),
    together('x.path', 'const z = «fs.readFileSync(x.path)»; «fs.writeFileSync(x.path, z)»;'),
    together('`${p}.tmp`', '«fs.writeFileSync(`${p}.tmp`, x)»; «fs.renameSync(`${p}.tmp`, p)»;'),
    together("p + '.tmp'", "«fs.writeFileSync(p + '.tmp', x)»; «fs.renameSync(p + '.tmp', p)»;"),
    together('p', '«fs.writeFileSync(p, x)»; x(); «fs.unlinkSync(p)»;'),
    together('p', '«fs.writeFileSync(p, x)»; return «fs.readFileSync(p)»;'),
    together('q', '«fs.copyFileSync(p, q)»; «fs.renameSync(q, x)»;'),
    together('p', '«fs.copyFileSync(p, q)»; «fs.writeFileSync(p, x)»;'),
    together('p', 'if (x(«fs.existsSync(p)»)) «fs.mkdirSync(p)»;'),
    together('p', 'if (x(«fs.existsSync(p)»)) «fs.writeFileSync(p, x)»;'),
    together('p', 'if («fs.existsSync(p)») «fs.unlinkSync(p)»;'),
    together('p', 'if («fs.existsSync(p)») «fs.rmSync(p, { recursive: false })»;'),
    together('p', 'if («fs.existsSync(p)») «fs.rmSync(p, { recursive: true })»;'),
    together('p', 'try { «fs.accessSync(p)»; «fs.renameSync(p, q)»; } catch {}'),
  ],
});

testRule('a read inside of the write', {
  reported: [
    {
      code: `${imports}export async function f(p) { «fs.writeFileSync(p, «fs.readFileSync(p)» + '.')»; }`,
      output: null,
      reports: [
        {
          name: 'fs.writeFileSync',
          reason: ['file sequence', { path: 'p' }],
          suggestion: `${imports}${runtime}export async function f(p) { await toThread(fs.writeFileSync, p, fs.readFileSync(p) + '.'); }`,
        },
        {
          name: 'fs.readFileSync',
          reason: ['file sequence', { path: 'p' }],
          suggestion: `${imports}${runtime}export async function f(p) { fs.writeFileSync(p, await toThread(fs.readFileSync, p) + '.'); }`,
        },
      ],
    },
  ],
});

testRule('calls that do not belong together', {
  reported: [
    apart(statements('«fs.writeFileSync(q, x)»;')),
    apart(statements('x(«fs.readFileSync(p)»); «fs.writeFileSync(q, x)»;')),
    apart(statements('«fs.writeFileSync(p, x)»; «fs.writeFileSync(p, x)»;')),
    apart(statements('x(«fs.readFileSync(p)»); x(«fs.readFileSync(p)»);')),
    apart(statements('«fs.rmSync(p)»; «fs.writeFileSync(p, x)»;')),
    apart(statements('x(«fs.statSync(p)»); «fs.rmSync(p)»;')),
    apart(statements('x(«fs.existsSync(p)»); x(«fs.existsSync(p)»);')),
    apart(statements('if («fs.existsSync(p)») x(«fs.readFileSync(p)»);')),
    apart(statements('if (x(«fs.existsSync(p)»)) «fs.mkdirSync(p, { recursive: true })»;')),
    apart(statements('if (x(«fs.existsSync(p)»)) «fs.rmSync(p, { force: true })»;')),
    apart(statements('if (x(«fs.existsSync(p)»)) «fs.rmSync(p, { recursive: true, force: true })»;')),
    apart(statements('if (x(«fs.existsSync(q)»)) «fs.mkdirSync(p)»;')),
    apart(statements('«fs.mkdirSync(p)»; «fs.writeFileSync(p, x)»;')),
  ],
});

testRule('paths that belong to one run', {
  reported: [
    "const z = «fs.mkdtempSync('a-')»; «fs.writeFileSync(z, x)»; x(«fs.readFileSync(z)»);",
    "const z = «fs.mkdtempSync('a-')»; «fs.writeFileSync(`${z}/a`, x)»; x(«fs.readFileSync(`${z}/a`)»);",
    "const z = «fs.mkdtempSync('a-')»; «fs.writeFileSync(z + '/a', x)»; «fs.rmSync(z + '/a')»;",
    "const z = «fs.mkdtempSync('a-')»; «fs.writeFileSync(x(z, 'a'), x)»; «fs.rmSync(x(z, 'a'))»;",
    'const z = crypto.randomUUID(); «fs.writeFileSync(z, x)»; «fs.renameSync(z, p)»;',
    'const z = `${p}.${crypto.randomUUID()}`; «fs.writeFileSync(z, x)»; «fs.renameSync(z, p)»;',
  ].map((text) => apart(statements(text))),
});

/** The sequence in a function that is called like this. */
const called = (calls: string) =>
  `async function f(p) { const z = «fs.readFileSync(p)»; «fs.writeFileSync(p, z)»; }\n${calls}`;

function hazardous(code: string): Reported {
  return {
    code: imports + code,
    output: null,
    reports: namesIn(code).map((name, index) => ({
      name,
      reason: ['file sequence', { path: 'p' }],
      suggestion: imports + runtime + moved(code, (at) => at === index),
    })),
  };
}

testRule('a sequence in a function that runs once', {
  reported: [
    apart(called('await f(1);')),
    apart(called('f(1).catch(console.error);')),
    hazardous(called('f(1); f(2);')),
    hazardous(called('for (const x of y) await f(x);')),
    hazardous(called('export { f };')),
  ],
});

/** A file with a helper, up to where the statements of an async function go. */
interface Helper {
  readonly start: string;
  readonly end: string;
  readonly place: string;
  /** The functions that the report of a call of the helper names. */
  readonly path: string;
}

/** An exported helper and an exported function: nobody knows all their callers, so that no helper is made async. */
function helper(text: string, path = 'load → fs.readFileSync'): Helper {
  const start = `${text} export async function f(p, q, x) {`;
  return { start, end: '}', place: "async function 'f'", path };
}

const reads = helper('export function load(p) { return fs.readFileSync(p); }');
const readsWithDefault = helper("export function load(p = 'a') { return fs.readFileSync(p); }");
const readsAnother = helper('export function load(p) { p += 1; return fs.readFileSync(p); }');
const readsLocal = helper('export function load(x) { const p = x.path; return fs.readFileSync(p); }');
const readsConstant = helper("const FILE = 'a'; export function load() { return fs.readFileSync(FILE); }");
const readsFurtherDown = helper(
  'export function load(p) { return read(1, p); } export function read(p, q) { return fs.readFileSync(q); }',
  'load → read → fs.readFileSync',
);
const readsProperty: Helper = {
  start: 'export class C { load() { return fs.readFileSync(this.p); } async f(p, q, x) {',
  end: '} }',
  place: "async method 'f'",
  path: 'load → fs.readFileSync',
};

/** Statements with a marked call of a helper first, and then a marked `fs.writeFileSync`. */
function withHelper({ start, end, place, path }: Helper, statements: string, sequence?: string): Reported {
  const code = `${imports}${start} ${statements} ${end}`;
  const result = moved(code, () => true)
    .replaceAll('«', '')
    .replace(imports, imports + runtime);
  const reason = sequence === undefined ? undefined : (['file sequence', { path: sequence }] as const);
  return {
    code,
    output: reason ? null : result,
    reports: [
      { path, source: 'line 2', place },
      { name: 'fs.writeFileSync', place, ...(reason && { reason, suggestion: result }) },
    ],
  };
}

testRule('calls of helpers that belong together with calls of the function', {
  reported: [
    withHelper(reads, 'const z = «load(p)»; «fs.writeFileSync(p, z)»;', 'p'),
    withHelper(reads, 'const z = «load(x.a)»; «fs.writeFileSync(x.a, z)»;', 'x.a'),
    withHelper(readsWithDefault, 'const z = «load(p)»; «fs.writeFileSync(p, z)»;', 'p'),
    withHelper(readsConstant, 'const z = «load()»; «fs.writeFileSync(FILE, z)»;', 'FILE'),
    withHelper(readsFurtherDown, 'const z = «load(p)»; «fs.writeFileSync(p, z)»;', 'p'),
    withHelper(readsProperty, 'const z = «this.load()»; «fs.writeFileSync(this.p, z)»;', 'this.p'),
  ],
});

testRule('calls of helpers that have to do with another path', {
  reported: [
    withHelper(reads, 'const z = «load(p)»; «fs.writeFileSync(q, z)»;'),
    withHelper(reads, 'const z = «load(...p)»; «fs.writeFileSync(p, z)»;'),
    withHelper(readsAnother, 'const z = «load(p)»; «fs.writeFileSync(p, z)»;'),
    withHelper(readsLocal, 'const z = «load(x)»; «fs.writeFileSync(p, z)»;'),
    withHelper(readsConstant, 'const z = «load()»; «fs.writeFileSync(p, z)»;'),
    withHelper(readsFurtherDown, 'const z = «load(p)»; «fs.writeFileSync(q, z)»;'),
    withHelper(readsProperty, 'const c = new C(); const z = «c.load()»; «fs.writeFileSync(this.p, z)»;'),
  ],
});

testRule('calls of helpers that nobody wants to hear of', {
  reported: [
    {
      ...withHelper(reads, 'const z = load(p); «fs.writeFileSync(p, z)»;', 'p'),
      options: { indirect: false },
      reports: withHelper(reads, 'const z = load(p); «fs.writeFileSync(p, z)»;', 'p').reports?.slice(1) ?? [],
    },
  ],
});
