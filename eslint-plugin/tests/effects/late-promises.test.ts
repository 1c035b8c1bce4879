import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const func = (body: string) => `export async function f(x, y) { ${body} }`;

const late = (body: string, promise = 'z'): Judged => [func(body), ['late handling', { promise }]];

const inTime = (body: string): Judged => [func(body), 'fixed'];

testVerdicts('promises that are handled after the call', [
  late('const z = fetch(x); READ; await z;'),
  late('const z = fetch(x); READ; return [await z];'),
  late('const z = fetch(x); const text = READ; return [text, await z];'),
  late('const z = new Promise(x); READ; await z;'),
  late('let z; z = fetch(x); READ; await z;'),
  late('const z = fetch(x); READ; z.catch(y);'),
  late('const z = fetch(x); READ; return z.then(y);'),
  late('const z = fetch(x); READ; return z;'),
  late('const z = fetch(x); READ; y(z);'),
  late('const z = fetch(x) as any; READ; await z!;'),
  late('const z = y(x); READ; return z;'),
  late('const z = x.load(); READ; await z;'),
]);

testVerdicts('lists of promises', [
  late('const z = fetch(x); READ; await Promise.all([z, y()]);'),
  late('const z = fetch(x); READ; return Promise.allSettled([y(), z]);'),
  late('const z = x.map((a) => fetch(a)); READ; await Promise.all(z);'),
  late('const z = [fetch(x)]; z.push(fetch(y)); READ; await Promise.all(z);'),
  late('const z = []; x.forEach((a) => z.push(fetch(a))); READ; await Promise.all([...z]);'),
  late('const z = []; for (const a of x) { z.push(y(a, READ)); } await Promise.all(z);'),
  late('const z = []; for (const a of x) { READ; z.push(y(a)); } return Promise.all(z);'),
  late('const z = []; while (x()) if (READ) z.push(y()); return Promise.all(z);'),
]);

testVerdicts('promises that are handled in time', [
  inTime('const z = await fetch(x); READ; await z;'),
  inTime('const z = fetch(x); await z; READ; return z.then(y);'),
  inTime('const z = fetch(x); z.catch(y); READ; await z;'),
  inTime('const z = fetch(x); await y(); READ; await z;'),
  inTime('const z = fetch(x); READ; await y(); await z;'),
  inTime('READ; const z = fetch(x); await z;'),
  inTime('const z = []; for (const a of x) { READ; z.push(y(a)); await y(); } return Promise.all(z);'),
  inTime('const z = []; for (const a of x) { READ; z.push(a); } await Promise.all(z);'),
  inTime('for (const a of x) { const z = []; READ; z.push(y(a)); await Promise.all(z); }'),
  inTime('const z = []; for await (const a of x) { READ; z.push(y(a)); } await Promise.all(z);'),
  inTime('await Promise.all([READ, fetch(x)]);'),
  inTime('await Promise.all([x, READ]);'),
]);

testVerdicts('values that are no promises', [
  inTime('const z = JSON.parse(x); READ; return z;'),
  inTime("const z = path.join(x, 'a'); READ; return z;"),
  inTime('const z = y(x); READ; return z.length + 1;'),
  inTime('const z = y(x); READ; return `${z}`;'),
  inTime('const z: string = y(x); READ; return z;'),
  inTime('const z: string[] = []; z.push(y(x)); READ; return z;'),
  inTime('const z: { a: string }[] = []; z.push({ a: y(x) }); READ; return z;'),
  inTime('const z: Map<string, number> = new Map(); z.set(x, y(x)); READ; return z;'),
  late('const z: Array<Promise<string>> = []; z.push(y(x)); READ; return Promise.all(z);'),
  late('const z: { a: unknown }[] = []; z.push({ a: y(x) }); READ; return z[0].a.then(y);'),
  [`import { titleOf } from './titles.js'; ${func('const z = titleOf(x); READ; return y(z);')}`, 'fixed'],
  [
    `import { toTitleAsync } from './titles.js'; ${func('const z = toTitleAsync(x); READ; return y(z);')}`,
    ['late handling', { promise: 'z' }],
  ],
]);
