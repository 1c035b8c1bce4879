import { readFileSync } from 'node:fs';
export async function untilLate(milliseconds) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  const { length } = readFileSync('job');
  return new Promise((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(`stopped at ${length}`), { once: true });
  });
}
