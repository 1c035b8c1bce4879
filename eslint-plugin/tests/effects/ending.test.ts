import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const ends = (code: string): Judged => [code, ['exit']];
const goesOn = (code: string): Judged => [code, 'fixed'];

const F = 'async function f() { READ; }';

testVerdicts('what runs when the process ends', [
  ends(`process.on('exit', f); ${F}`),
  ends(`process.on('exit', () => { f(); }); ${F}`),
  ends(`process.once('exit', () => void f()); ${F}`),
  ends(`process.on('beforeExit', f); ${F}`),
  ends("const f = async () => { READ; }; process.on('exit', f);"),
  ends("class A { constructor() { process.on('exit', () => this.f()); } async f() { READ; } }"),
  ends("class A { constructor() { process.on('exit', () => { if (x) this.f(); }); } async f() { READ; } }"),
]);

testVerdicts('what runs when something else happens', [
  goesOn(`process.on('SIGINT', f); ${F}`),
  goesOn(`child.on('exit', f); ${F}`),
  goesOn(`process.on('exit', () => g(f)); ${F}`),
]);
