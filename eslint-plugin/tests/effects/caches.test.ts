import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const program = (body: string, outside = 'const all = new Map();') =>
  `${outside} export async function f(name, send) { ${body} }`;

const read = 'readFileSync(name, "utf8")';

testVerdicts('caches that are filled, and then used', [
  [program(`if (!all.has(name)) all.set(name, ${read}); send(all.get(name));`), 'fixed'],
  [
    program(`if (all.get(name) === undefined) all.set(name, ${read}); send(all.get(name)); send(1);`),
    'fixed',
  ],
  [program(`let z = all.get(name); if (!z) { z = ${read}; all.set(name, z); } send(z);`), 'fixed'],
  [program(`if (!all[name]) all[name] = ${read}; send(all[name]);`, 'const all = {};'), 'fixed'],
  [program('text ??= READ; send(text);', 'let text;'), 'fixed'],
  [program('text ||= READ; if (send) { send(text); }', 'let text;'), 'fixed'],
  [
    program('if (!text) text = READ; n++; send(text);', 'let text, n = 0; export const g = () => n;'),
    'fixed',
  ],
  [
    `export class A { #text; async f(send) { if (!this.#text) { this.#text = READ; } send(this.#text); } }`,
    'fixed',
  ],
  [
    program(
      `let z = all.get(name); if (!z || Date.now() - z.at > 1000) { z = { at: Date.now(), text: ${read} }; all.set(name, z); } send(z.text);`,
    ),
    'fixed',
  ],
  [
    program(
      `const z = all.get(name); if (z && z.at > 9) return z.text; const text = ${read}; all.set(name, { at: Date.now(), text }); return text;`,
    ),
    'fixed',
  ],
]);

testVerdicts('caches that tell more than what is in there', [
  // Whether it was there.
  [program(`if (!all.has(name)) { all.set(name, ${read}); send(1); }`), ['interleaving', { place: 'all' }]],
  [
    program(`let z = 1; if (!all.has(name)) { all.set(name, ${read}); z = 2; } send(z);`),
    ['interleaving', { place: 'all' }],
  ],
  [
    program(`const z = all.get(name); if (!z) all.set(name, ${read}); send(z);`),
    ['interleaving', { place: 'all' }],
  ],
  [
    program(`const z = all.get(name); send(z); if (!z) all.set(name, ${read});`),
    ['interleaving', { place: 'all' }],
  ],
  // Another one than has been filled.
  [
    program(
      `if (!all.has(name)) all.set(name, ${read}); n++; send(all.get(send));`,
      'const all = new Map(); let n = 0; export const g = () => n;',
    ),
    'fixed',
  ],
  // Somebody empties it, or changes what is in it.
  [
    program(
      `if (!all.has(name)) all.set(name, ${read}); send(all.get(name));`,
      'const all = new Map(); export const g = () => all.clear();',
    ),
    ['interleaving', { place: 'all' }],
  ],
  [
    program(`if (!all.has(name)) all.set(name, { n: 0, text: ${read} }); all.get(name).n++; send();`),
    ['interleaving'],
  ],
  // What is filled in has an identity.
  [
    program(`if (!all.has(name)) all.set(name, { text: ${read} }); send(all.get(name));`),
    ['interleaving', { place: 'all' }],
  ],
  [
    program(`if (!all.has(name)) all.set(name, [${read}]); send(all.get(name));`),
    ['interleaving', { place: 'all' }],
  ],
]);

testVerdicts('counters that are written out', [
  [program('all[name] = (all[name] ?? 0) + 1; READ; send();', 'const all = {};'), 'fixed'],
  [program('all[name] = (all[name] || 0) + 1; send(READ);', 'const all = {};'), 'fixed'],
  [program('n = n + 1; send(READ);', 'let n = 0;'), 'fixed'],
  [program('n = n + 1; READ; n = n - 1;', 'let n = 0;'), 'fixed'],
  [program('n = n + 1; READ; send(n);', 'let n = 0;'), ['interleaving', { place: 'n' }]],
  [program('all[name] = (all[send] ?? 0) + 1; READ; send(all);', 'const all = {};'), ['interleaving']],
  [program('n = n + READ.length;', 'let n = 0;'), ['interleaving', { place: 'n' }]],
]);

testVerdicts('questions whose answer others get to know', [
  ...[
    `if (all.has(name)) throw new Error("taken"); all.set(name, ${read});`,
    `if (all.has(name)) return false; all.set(name, ${read}); return true;`,
    `const z = all.get(name); if (z) throw new Error("taken"); all.set(name, ${read});`,
    `if (all.has(name)) { send(409); return; } all.set(name, ${read});`,
    `if (!all.has(name)) { all.set(name, ${read}); return "made"; } return "old";`,
    `return all.has(name) ? "old" : (all.set(name, ${read}), "new");`,
    `return !all.has(name) && all.set(name, ${read}).size > 0;`,
  ].map((body): Judged => [program(body), ['interleaving', { place: 'all' }]]),
  ...[
    `if (all.has(name)) return all.get(name); const z = ${read}; all.set(name, z); return z;`,
    `const z = all.get(name); if (z !== undefined) { send(z); return; } all.set(name, ${read});`,
    `if (all.has(name)) return; all.set(name, ${read});`,
    `const z = all.get(name); if (z) return z.length; const text = ${read}; all.set(name, text); return text.length;`,
  ].map((body): Judged => [program(body), 'fixed']),
]);

testVerdicts('variables that hold what has been read', [
  [
    program(
      'if (kept && kept.until > Date.now()) return kept.text; const text = READ; kept = { until: Date.now() + 9, text }; return text;',
      'let kept;',
    ),
    'fixed',
  ],
  [
    program('if (kept) throw new Error("twice"); kept = READ;', 'let kept;'),
    ['interleaving', { place: 'kept' }],
  ],
]);

testVerdicts('keys that are not all that a value is made of', [
  [
    'const all = new Map(); export async function f(user) { if (!all.has(user.name)) all.set(user.name, readFileSync(user.file, "utf8")); return all.get(user.name); }',
    ['interleaving'],
  ],
  [
    'const all = new Map(); export async function f({ body: { name, file } }) { if (!all.has(name)) all.set(name, readFileSync(file, "utf8")); return all.get(name); }',
    ['interleaving'],
  ],
  [
    'const all = new Map(); export async function f(req) { const { name, file } = req.body; if (!all.has(name)) all.set(name, readFileSync(file, "utf8")); return all.get(name); }',
    ['interleaving'],
  ],
  [
    'const all = new Map(); export async function f(req) { const { name } = req.body; if (!all.has(name)) all.set(name, readFileSync(`p/${req.body.name}`, "utf8")); return all.get(name); }',
    'fixed',
  ],
  [
    'const all = new Map(); export async function f(user) { if (!all.has(user)) all.set(user, readFileSync(user.file, "utf8")); return all.get(user); }',
    'fixed',
  ],
]);

testVerdicts('folders that a run has made itself', [
  [program('fs.mkdirSync(name, { recursive: true }); return fs.readdirSync(name);', ''), 'fixed'],
  [
    program(
      'if (!existsSync(name)) fs.mkdirSync(name, { recursive: true }); return fs.readdirSync(name);',
      '',
    ),
    'fixed',
  ],
  // Not every run has.
  [
    program('if (send) fs.mkdirSync(name, { recursive: true }); READ; return fs.readdirSync(name);', ''),
    ['interleaving', { place: 'name' }],
  ],
  // Somebody who has not.
  [
    program(
      'fs.mkdirSync(name, { recursive: true }); WRITE; return fs.readdirSync(name);',
      'export const g = async (name) => fs.rmSync(name, { recursive: true });',
    ).replace('WRITE', 'writeFileSync(`${name}/a`, "")'),
    ['half done'],
    ['interleaving', { who: '`g`' }],
    ['interleaving', { who: '`g`' }],
    ['interleaving of two', { who: '`g`' }],
  ],
]);
