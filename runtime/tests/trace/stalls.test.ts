/** Stalls of the event loop, with the line that ran. */
import { describe, expect, test } from 'vitest';
import { Stalls } from '../../src/trace/stalls.ts';
import { only, traced } from './traced.ts';

/** Runs for half a second, some time after the start. */
const within = (body: string): string => `
const later = (run) => setTimeout(run, 200);
const end = () => Date.now() + 500;
${body}
`;

describe('the line is found', () => {
  test.each([
    ['a loop', `later(() => {\n  for (const time = end(); Date.now() < time;);\n});`, 5, undefined],
    [
      'a sort',
      `later(() => {\n  const time = end();\n  Array.from({ length: 1e6 }, (_, i) => -i).sort((a, b) => {\n    if (Date.now() > time) return 0;\n    return a - b;\n  });\n});`,
      [6, 7, 8],
      undefined,
    ],
    [
      'a regular expression',
      `later(() => {\n  for (const time = end(); Date.now() < time;)\n    /^(a+)+$/.test('a'.repeat(22) + 'b');\n});`,
      [5, 6],
      undefined,
    ],
    [
      'a child process',
      `later(() => {\n  require('child_process').execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 400)']);\n});`,
      5,
      'child_process.execFileSync',
    ],
    [
      'a computation of Node',
      `later(() => {\n  require('crypto').pbkdf2Sync('a', 'b', 1e6, 64, 'sha512');\n});`,
      5,
      'crypto.pbkdf2Sync',
    ],
    [
      'waiting',
      `later(() => {\n  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);\n});`,
      5,
      'Atomics.wait',
    ],
  ])('of %s', async (_name, body, line, running) => {
    const { stalls } = only(await traced('app.cjs', within(body)));
    const [worst] = stalls.worst;
    expect(worst?.duration).toBeGreaterThan(100);
    expect(stalls.longest).toBe(worst?.duration);
    const [sample] = worst?.samples ?? [];
    expect(sample?.function).toBe(running);
    expect([line].flat()).toContain(sample?.stack[0]?.line);
    expect(sample?.stack[0]?.file).toBe('app.cjs');
  });

  test('with who awaits', async () => {
    const text = `
      async function outer() { await inner(); }
      async function inner() { await null; for (const end = Date.now() + 400; Date.now() < end;); }
      setTimeout(outer, 200);`;
    const { stalls } = only(await traced('app.cjs', text));
    expect(stalls.worst[0]?.samples[0]?.stack.map(({ name }) => name)).toEqual([
      'inner',
      expect.stringContaining('outer'),
    ]);
  });

  test('at the very end of a program', async () => {
    const text = `setTimeout(() => {\n  for (const end = Date.now() + 400; Date.now() < end;);\n  process.exit();\n}, 200);`;
    const { stalls } = only(await traced('app.cjs', text));
    expect(stalls.worst[0]?.samples[0]?.stack[0]?.line).toBe(2);
  });
});

test('CPU time tells waiting from work', async () => {
  const text = within(`
    later(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      setTimeout(() => { for (const time = end(); Date.now() < time;); }, 200);
    });`);
  const { stalls } = only(await traced('app.cjs', text));
  const waited = stalls.worst.find(({ samples }) =>
    samples.some((sample) => sample.function === 'Atomics.wait'),
  );
  const worked = stalls.worst.find(
    ({ samples }) => samples.length > 0 && samples.every((sample) => !sample.function),
  );
  expect(waited?.cpu).toBeLessThan(worked?.cpu ?? 0);
});

test('start-up is no stall', async () => {
  const text = `for (const end = Date.now() + 500; Date.now() < end;);\nsetTimeout(() => {}, 100);`;
  for (const name of ['app.cjs', 'app.mjs']) {
    const { stalls } = only(await traced(name, text));
    expect(stalls.worst.filter(({ duration }) => duration > 300)).toEqual([]);
  }
});

test('nothing is said at the end of a program whose stalls were looked at', async () => {
  const text = within(`later(() => { for (const time = end(); Date.now() < time;); });`);
  expect(await traced('app.cjs', text)).toMatchObject({ stdout: '', stderr: '', exit: 0 });
});

test('under a debugger that listens nobody is asked', async () => {
  const text = within(`later(() => { for (const time = end(); Date.now() < time;); });`);
  const outcome = await traced('app.cjs', text, { node: ['--inspect=127.0.0.1:0'] });
  expect(outcome.exit).toBe(0);
  expect(only(outcome).stalls.worst.flatMap(({ samples }) => samples)).toEqual([]);
});

describe('what is kept', () => {
  const stall = (at: number, duration: number) => ({ at, duration, cpu: 0, loading: false, samples: [] });

  test('are the fifty worst, in order', () => {
    const stalls = new Stalls();
    for (let i = 0; i < 500; i++) stalls.add(stall(i * 100, (i * 37) % 500));
    const durations = stalls.worst.map(({ duration }) => duration);
    expect(durations).toEqual(Array.from({ length: 50 }, (_, i) => 499 - i));
    expect(stalls).toMatchObject({ count: 500, longest: 499, total: (499 * 500) / 2 });
  });

  test('is a timeline that becomes coarser, and loses nothing', () => {
    const stalls = new Stalls();
    const day = 24 * 3600 * 1000;
    for (let at = 0; at < day; at += 60_000) stalls.add(stall(at, at === 600_000 ? 900 : 100));
    const { width, slots } = stalls.timeline();
    expect(width).toBe(256_000);
    expect(slots.length).toBe(Math.floor((day - 60_000) / width) + 1);
    expect(slots.reduce((sum, [, total]) => sum + total, 0)).toBe(stalls.total);
    expect(slots[Math.floor(600_000 / width)]?.[0]).toBe(900);
  });
});
