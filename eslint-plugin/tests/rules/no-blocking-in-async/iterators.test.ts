import { testRule } from '../../support/rule-tester.ts';
import type { Reported, Sample } from '../../support/rule-tester.ts';

const fs = "import fs from 'node:fs';\n";
const walk = `${fs}class Walk { *[Symbol.iterator]() { yield* fs.readdirSync('d'); } }\nconst it = new Walk();\n`;

/** A file in which an iterator that blocks is run at the marked place. */
function iterated(code: string, more: Partial<Reported> = {}): Reported {
  return {
    code: `${walk}${code}`,
    output: null,
    reports: [{ path: '[Symbol.iterator] → fs.readdirSync', source: 'line 2' }],
    ...more,
  };
}

function made(code: string, path: string, place = "async function 'f'"): Reported {
  return { code: `${fs}${code}`, output: null, reports: [{ path, source: 'line 2', place }] };
}

testRule('iterators that block are reported where they are iterated', {
  reported: [
    iterated('async function f() { for (const name of «it») name(); }'),
    iterated('async function f() { for await (const name of «it») name(); }'),
    iterated('async function f() { for (const name of «new Walk()») name(); }'),
    iterated('async function f() { const other = it; return [...«other»]; }'),
    iterated('async function f() { return Math.max(...«it»); }'),
    iterated('async function f() { return Array.from(«it»); }'),
    iterated('async function f() { return new Set(«it»); }'),
    iterated('const { from } = Array;\nasync function f() { return from(«it»); }'),
    iterated('async function f() { const [first] = «it»; return first; }'),
    iterated('async function f() { let first; [first] = «it»; return first; }'),
    iterated('async function f() { return [...«it[Symbol.iterator]()»]; }'),
    iterated('async function f() { return «it[Symbol.iterator]()».next(); }'),
    iterated('async function* f() { yield* «it»; }', {
      reports: [
        {
          path: '[Symbol.iterator] → fs.readdirSync',
          source: 'line 2',
          place: "async generator function 'f'",
        },
      ],
    }),
    iterated('class Deep extends Walk {}\nasync function f() { return [...«new Deep()»]; }'),
    made(
      "class A { *[Symbol.iterator]() { yield fs.readdirSync('d'); } async f() { return [...«this»]; } }",
      '[Symbol.iterator] → fs.readdirSync',
      "async method 'f'",
    ),
    made(
      "class A { static *[Symbol.iterator]() { yield fs.readdirSync('d'); } }\nasync function f() { return [...«A»]; }",
      '[Symbol.iterator] → fs.readdirSync',
    ),
    made(
      "const o = { [Symbol.iterator]() { return fs.readdirSync('d').values(); } };\nasync function f() { return [...«o»]; }",
      '[Symbol.iterator] → fs.readdirSync',
    ),
    made(
      "const o = { [Symbol.iterator]: () => fs.readdirSync('d').values() };\nasync function f() { for (const x of «o») x(); }",
      '[Symbol.iterator] → fs.readdirSync',
    ),
    made(
      "const o = { [Symbol.iterator]() { return { next: () => ({ value: fs.readdirSync('d') }) }; } };\nasync function f() { return [...«o»]; }",
      'next → fs.readdirSync',
    ),
    made(
      "class A { next() { return { value: fs.readdirSync('d') }; }\n[Symbol.iterator]() { return this; } }\nasync function f() { return [...«new A()»]; }",
      'next → fs.readdirSync',
    ),
    {
      name: 'through a function that iterates',
      ...made(
        "class A { *[Symbol.iterator]() { yield fs.readdirSync('d'); } }\nconst list = () => [...new A()];\nasync function f() { return «list()»; }",
        'list → [Symbol.iterator] → fs.readdirSync',
      ),
    },
  ],
  silent: [
    ...[
      'async function f() { return it; }',
      'async function f(it) { return [...it]; }',
      'async function f() { return { ...it }; }',
      'async function f() { return () => [...it]; }',
      'function f() { return [...it]; }',
      'async function f() { setTimeout(() => [...it]); }',
      'async function f() { return [...Walk]; }',
      'async function f() { return it[Symbol.iterator](); }',
      'async function f() { return Array.of(it); }',
      'async function f(Array) { return Array.from(it); }',
      'async function f(mapper) { return Array.from([], it); }',
      'class Deep extends Walk { [Symbol.iterator]() { return [].values(); } }\nasync function f() { return [...new Deep()]; }',
      'async function f() { for (const name in it) name(); }',
    ].map((code): Sample => ({ code: `${walk}${code}` })),
    `${fs}class A { *[Symbol.iterator]() { yield fs.readdirSync('d'); } async *[Symbol.asyncIterator]() { yield 1; } }\nasync function f() { for await (const x of new A()) x(); }`,
    `${fs}class A { *[Symbol.other]() { yield fs.readdirSync('d'); } }\nasync function f() { return [...new A()]; }`,
    `${fs}class A { /** @nonblocking */ *[Symbol.iterator]() { yield fs.readdirSync('d'); } }\nasync function f() { return [...new A()]; }`,
    `${fs}const o = { next() { return { value: fs.readdirSync('d') }; }, [Symbol.iterator]() { return []; } };\nasync function f() { return [...o]; }`,
  ],
});
