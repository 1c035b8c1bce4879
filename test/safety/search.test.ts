import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Outcome, runNode } from '../support/program.ts';

/** In a process of its own: rejections that nobody handles are among the outcomes that are looked for. */
function search(...options: string[]): Promise<Outcome> {
  const script = join(import.meta.dirname, 'search/main.ts');
  return runNode(['--no-warnings', script, '--seed', '1', ...options], { cwd: import.meta.dirname });
}

function count(outcome: Outcome, name: string): number {
  return Number(new RegExp(`(\\d+) ${name}`).exec(outcome.stdout)?.[1]);
}

describe('generated programs', { timeout: 300_000 }, () => {
  test('come to nothing, once fixed, that they could not come to before', async () => {
    const outcome = await search('--programs', '300');
    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(count(outcome, 'programs')).toBe(300);
    // Leaving everything alone is safe, and useless.
    expect(count(outcome, 'fixed')).toBeGreaterThan(50);
    expect(count(outcome, 'undecided')).toBeLessThan(10);
  });

  test('do, if each call is awaited', async () => {
    const outcome = await search('--programs', '60', '--all', '--shrink', '0');
    expect(count(outcome, 'broken')).toBeGreaterThan(0);
  });
});
