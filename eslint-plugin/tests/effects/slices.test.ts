import { testVerdicts } from '../support/verdicts.ts';
import type { Judged, Verdict } from '../support/verdicts.ts';

/** What a function does with a variable of the module around `READ`, and what becomes of that. */
function around(statements: string, verdict: Verdict): Judged {
  return [`let n = 0; export async function f(x, y) { ${statements} }`, verdict];
}

const apart = (statements: string) => around(statements, 'fixed');
const together = (statements: string) => around(statements, ['interleaving', { place: 'n' }]);

testVerdicts('a stretch goes from the last wait to the next', [
  together('y(n); READ; n = 1;'),
  apart('y(n); await x(); READ; n = 1;'),
  apart('y(n); READ; await x(); n = 1;'),
  together('await x(); y(n); READ; n = 1; await x();'),
  together('y(n); await null; READ; n = 1;'),
  together('y(n); await [x]; READ; n = 1;'),
  apart('y(n); await x.y(); READ; n = 1;'),
  apart('READ; y(n); n = 1;'),
  apart('y(n); n = 1; READ;'),
]);

testVerdicts('a wait in a branch is no certain one', [
  together('y(n); if (x) await y(); READ; n = 1;'),
  together('y(n); READ; if (x) await y(); n = 1;'),
  apart('y(n); if (x) await y(); else await y(1); READ; n = 1;'),
  apart('y(n); READ; if (x) { await y(); } else { await y(1); } n = 1;'),
  together('y(n); x && (await y()); READ; n = 1;'),
  apart('y(n); (await y()) && x; READ; n = 1;'),
  together('y(n); x ? await y() : x; READ; n = 1;'),
  apart('y(n); x ? await y() : await x(); READ; n = 1;'),
  together('y(n); x ?? (await y()); READ; n = 1;'),
  together('y(n); switch (x) { case 1: await y(); } READ; n = 1;'),
  apart('y(n); switch (x) { case 1: await y(); break; default: await x(); } READ; n = 1;'),
]);

testVerdicts('one of several ways is enough', [
  together('if (x) y(n); READ; n = 1;'),
  together('y(n); READ; if (x) n = 1;'),
  together('y(n); READ; if (x) y(); else n = 1;'),
  apart('if (x) { y(n); } else { READ; n = 1; }'),
  apart('if (x) { READ; } else { y(n); n = 1; }'),
  apart('switch (x) { case 1: y(n); break; case 2: READ; n = 1; }'),
]);

testVerdicts('a way that leaves the function goes nowhere', [
  apart('if (x) { y(n); return; } READ; n = 1;'),
  apart('if (x) { y(n); throw x; } READ; n = 1;'),
  together('if (n) return; READ; n = 1;'),
  apart('y(n); if (x) { READ; return; } n = 1;'),
  apart('y(n); if (x) { READ; throw x; } n = 1;'),
  together('y(n); if (x) { READ; if (y) return; } n = 1;'),
  apart('y(n); if (x) { READ; if (y) return; else throw x; } n = 1;'),
  apart('y(n); if (x) return READ; n = 1;'),
]);

testVerdicts('loops come to the call again', [
  together('for (const a of x) { READ; y(n); n = 1; y(n); }'),
  together('for (const a of x) { y(n); READ; n = a; }'),
  together('for (const a of x) { y(n); READ; n = 1; }'),
  apart('for (const a of x) { READ; y(n); n = 1; await y(); }'),
  apart('for (const a of x) { await y(); y(n); n = 1; READ; }'),
  together('for (const a of x) { if (a) { await y(); } y(n); n = 1; READ; }'),
  together('while (x()) { y(n); n = 1; READ; }'),
  together('do { y(n); n = 1; READ; } while (x());'),
  together('for (;;) { y(n); n = 1; READ; }'),
  apart('for await (const a of x) { y(n); n = 1; READ; }'),
  together('y(n); for (const a of x) { READ; } n = 1;'),
  together('for (const a of x) { y(n); y(z); } READ; n = 1;'),
]);

testVerdicts('break and continue end a turn', [
  together('y(n); for (const a of x) { READ; break; } n = 1;'),
  apart('for (const a of x) { y(n); n = 1; READ; return; }'),
  together('for (const a of x) { y(n); n = 1; READ; continue; }'),
  apart('for (const a of x) { if (a) { READ; continue; } y(n); n = 1; await y(); }'),
  together('for (const a of x) { y(n); if (a) { READ; continue; } n = 1; }'),
  together('outer: for (const a of x) { y(n); for (const b of a) { READ; continue outer; } n = 1; }'),
]);

testVerdicts('try, catch and finally', [
  together('y(n); try { READ; } catch { y(); } n = 1;'),
  together('y(n); try { READ; } catch { n = 1; }'),
  together('y(n); try { READ; } finally { n = 1; }'),
  together('try { y(n); } finally { READ; n = 1; }'),
  together('try { y(n); } catch { READ; n = 1; }'),
  together('try { y(n); } catch {} READ; n = 1;'),
  together('y(n); try { READ; return; } finally { n = 1; }'),
  together('y(n); try { READ; return; } catch {} n = 1;'),
  apart('y(n); try { READ; return; } catch { throw x; } finally { y(); } n = 1;'),
  apart('y(n); try { x(); } finally { await y(); } READ; n = 1;'),
  together('y(n); try { await x(); } catch { y(); } READ; n = 1;'),
  together('y(n); try { y(); await x(); } catch {} READ; n = 1;'),
  apart('y(n); try { READ; } finally { await y(); } n = 1;'),
]);

testVerdicts('operands come in the order of the language', [
  together('y(n); n = y(READ) + n;'),
  together('n = n + y(READ);'),
  together('x(n, READ); n = 1;'),
  apart('x(READ, n);'),
  apart('x(READ, (n = 1));'),
  together('x(y(n), READ, (n = 1));'),
  together('n += y(READ);'),
  together('n ||= READ.map(y);'),
  together('[n] = [n, READ];'),
  together('({ n = READ } = { n });'),
]);
