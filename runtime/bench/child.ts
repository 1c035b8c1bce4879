/** Measures one contender in a process of its own, and prints the figure: `child.ts cold|memory <name>`. */
import type { Name } from './contenders.ts';

const start = performance.now();
const { contenders } = await import('./contenders.ts');
const [, , what, name] = process.argv as [string, string, 'cold' | 'memory', Name];

const measure = {
  /** Milliseconds from before the import of the pool to the first result. */
  async cold(): Promise<number> {
    const pool = await contenders[name](1);
    await pool.noop();
    return performance.now() - start;
  },
  /** MiB that each further worker takes. */
  async memory(): Promise<number> {
    const one = await residentWith(1);
    const further = 8;
    return ((await residentWith(further)) - one) / further / 1024 / 1024;
  },
};

async function residentWith(workers: number): Promise<number> {
  const pool = await contenders[name](workers);
  await Promise.all(Array.from({ length: workers * 4 }, () => pool.block(30)));
  return process.memoryUsage.rss();
}

console.log(await measure[what]());
process.exit();
