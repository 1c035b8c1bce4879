import { testRule } from '../../support/rule-tester.ts';
import type { Reported, Sample } from '../../support/rule-tester.ts';

const walk =
  "import { readdirSync } from 'node:fs';\nfunction* walk(folder) { for (const name of readdirSync(folder)) yield name; }\n";

/** A file in which a generator that blocks is iterated at the marked places. */
function iterated(code: string, more: Partial<Reported> = {}): Reported {
  return {
    code: `${walk}${code}`,
    output: null,
    reports: [{ path: 'walk → fs.readdirSync', source: 'line 2' }],
    ...more,
  };
}

testRule('generators that block are reported where they are iterated', {
  reported: [
    iterated('async function f(d) { for (const name of «walk(d)») name(); }'),
    iterated('async function f(d) { for await (const name of «walk(d)») name(); }'),
    iterated('async function f(d) { return [...«walk(d)»]; }'),
    iterated('async function f(d) { return Math.max(...«walk(d)»); }'),
    iterated('async function f(d) { return Array.from(«walk(d)»); }'),
    iterated('async function f(d) { return new Set(«walk(d)»); }'),
    iterated('async function f(d) { return Object.fromEntries(«walk(d)»); }'),
    iterated('async function f(d) { await Promise.all(«walk(d)»); }'),
    iterated('async function f(d) { const [first] = «walk(d)»; return first; }'),
    iterated('async function f(d) { let first; [first] = «walk(d)»; return first; }'),
    iterated('async function f(d) { return «walk(d)».next().value; }'),
    iterated('async function f(d) { return walk(d).filter(Boolean).toArray(); }', {
      code: `${walk}async function f(d) { return «walk(d).filter(Boolean)».toArray(); }`,
    }),
    iterated('async function f(d) { const names = walk(d); for (const name of «names») name(); }'),
    iterated('async function* f(d) { yield* «walk(d)»; }', {
      reports: [{ path: 'walk → fs.readdirSync', source: 'line 2', place: "async generator function 'f'" }],
    }),
    {
      name: 'through another generator',
      code: `${walk}function* all(d) { yield* walk(d); }\nasync function f(d) { return [...«all(d)»]; }`,
      output: null,
      reports: [{ path: 'all → walk → fs.readdirSync', source: 'line 2' }],
    },
    {
      name: 'through a function that iterates',
      code: `${walk}const list = (d) => [...walk(d)];\nasync function f(d) { return «list(d)»; }`,
      output: null,
      reports: [{ path: 'list → walk → fs.readdirSync', source: 'line 2' }],
    },
    {
      name: 'that are methods',
      code: "import fs from 'node:fs';\nclass A { *walk(d) { yield fs.readdirSync(d); }\nasync f(d) { for (const n of «this.walk(d)») n(); } }",
      output: null,
      reports: [{ path: 'walk → fs.readdirSync', source: 'line 2', place: "async method 'f'" }],
    },
  ],
  silent: [
    ...[
      'async function f(d) { return walk(d); }',
      'async function f(d) { walk(d); }',
      'async function f() { return walk; }',
      'async function f(d, walk) { return [...walk(d)]; }',
      'async function f(d) { return walk(d).map((name) => name); }',
      'async function f(d) { return () => [...walk(d)]; }',
      'async function f(d) { return { ...walk(d) }; }',
      'function f(d) { return [...walk(d)]; }',
      'async function f(d) { setTimeout(() => [...walk(d)]); }',
      'const list = (d) => walk(d);\nasync function f(d) { return list(d); }',
      'async function f(d, Set) { return new Set(walk(d)); }',
      'async function f(d) { let names = walk(d); names = []; return [...names]; }',
    ].map((code): Sample => ({ code: `${walk}${code}` })),
    "import fs from 'node:fs';\n/** @nonblocking */ function* walk(d) { yield fs.readdirSync(d); }\nasync function f(d) { return [...walk(d)]; }",
  ],
});
