import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';
import { asyncFunction, fixedFunction, inAsync } from '../../support/samples.ts';

const call = "«readFileSync('p')»";
const fixed = "await toThread(readFileSync, 'p')";

/** Statements in which nobody else can reach the object while `READ` is waited for. */
function own(statements: string, typescript?: true): Reported {
  return {
    ...inAsync(statements.replace('READ', call), statements.replace('READ', fixed)),
    ...(typescript && { typescript }),
  };
}

/** Statements in which others can reach the object that `READ` is added to. */
function reachable(statements: string, target = 't.n'): Reported {
  return {
    code: asyncFunction(statements.replace('READ', call)),
    output: null,
    reports: [
      {
        reason: ['compound assignment', { target }],
        suggestion: fixedFunction(statements.replace('READ', fixed)),
      },
    ],
  };
}

testRule('an object that only the run itself can reach', {
  reported: [
    ...[
      'const t = { n: 0 }; t.n += READ;',
      'let t = { n: 0 }; t.n += READ;',
      'var t = { n: 0 }; t.n += READ;',
      "const t = { n: 0 }; t['n'] += READ;",
      'const t = { n: 0 }; t[x] += READ;',
      'const t = {}; t.n ??= READ;',
      'const t = [0]; t[0] += READ;',
      'const t = { ...x }; t.n += READ;',
      'const t = { n: 0 }; t.n += READ; return t;',
      'const t = { n: 0 }; t.n += READ; return t.n;',
      'const t = { n: 0 }; t.n += READ; y(t);',
      'const t = { n: 0 }; t.n += READ; x.t = t;',
      'const t = { n: 0 }; t.n += READ; return () => t;',
      'const t = { n: 0 }; for (const z of x) t.n += READ; y(t);',
      'for (const z of x) { const t = { n: 0 }; t.n += READ; y(t); }',
      'const t = { n: 0 }; for (const z of x) { t.n += READ; const copy = { ...t }; y(copy); }',
      'const t = { n: 0, m: 0 }; for (const z of x) { t.m = t.n; t.n += READ; y(t.n); }',
      'const t = [0]; t.push(x); t[0] += READ;',
      'const t = [0]; if (t.includes(x)) t[0] += READ;',
      'const t = { n: 0 }; return t.n + READ;',
      'const t = { n: 0 }; return [t.n, READ];',
      'const t = { a: 0 }; return `${t.a}${READ}`;',
      'const t = { n: 0 }; try { t.n += READ; } catch { return t; } return t;',
      'let n = 0; if (x) n = y; return n + READ;',
    ].map((statements) => own(statements)),
    own('const t = { n: 0 } as { n: number }; t.n += READ;', true),
    own('const t: Record<string, number> = {}; (t as any).n += READ;', true),
    own('const t = { n: 0 } satisfies object; t!.n += READ;', true),
  ],
});

testRule('an object that others can reach', {
  reported: [
    reachable('const t = { n: 0 }; y(t); t.n += READ;'),
    reachable('const t = { n: 0 }; x.t = t; t.n += READ;'),
    reachable('const t = { n: 0 }; const u = t; y(u); t.n += READ;'),
    reachable('const t = { n: 0 }; const u = { t }; y(u); t.n += READ;'),
    reachable('const t = { n: 0 }; const u = [t]; y(u); t.n += READ;'),
    reachable('const t = { n: 0 }; x(() => t.n++); t.n += READ;'),
    reachable('const t = { n: 0 }; x(() => { t.n++; }); return t.n += READ;'),
    reachable('const t = { n: 0 }; x(change); t.n += READ; function change() { t.n++; }'),
    reachable('const t = { n: 0 }; for (const z of x) { t.n += READ; y(t); }'),
    reachable('const t = { n: 0 }; while (x) { t.n += READ; y(() => t); }'),
    reachable('const t = { n: 0 }; for (;; y(t)) t.n += READ;'),
    reachable('const t = { n: 0 }; do { t.n += READ; x.t = t; } while (y);'),
    reachable('const t = x; t.n += READ;'),
    reachable('const t = x(); t.n += READ;'),
    reachable('const t = new Map(); t.n += READ;'),
    reachable('let t = { n: 0 }; t = x; t.n += READ;'),
    reachable('const { t } = { t: x }; t.n += READ;'),
    reachable('const t = { n: 0, m() { y(this); } }; t.m(); t.n += READ;'),
    reachable('const t = { get n() { return x.n; }, set n(value) { x.n = value; } }; t.n += READ;'),
    reachable('const t = { __proto__: x }; t.n += READ;'),
    reachable('const t = { n: 0 }; t.m`x`; t.n += READ;'),
    reachable('const t = [0]; t.map(y); t[0] += READ;', 't[0]'),
    reachable('const t = { a: x }; t.a.n += READ;', 't.a.n'),
  ],
});

testRule('an object that a generator has given away', {
  reported: [
    {
      code: "import fs from 'node:fs';\nasync function* f() { const t = { n: 0 }; yield t; t.n += «fs.readFileSync('p')»; }",
      output: null,
      reports: [
        {
          place: "async generator function 'f'",
          reason: ['compound assignment', { target: 't.n' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function* f() { const t = { n: 0 }; yield t; t.n += await toThread(fs.readFileSync, 'p'); }",
        },
      ],
    },
  ],
});
