import { rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
const child = spawn(process.execPath, ['--eval', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
export const ready = once(child, 'spawn');
export async function stop() {
  child.kill('SIGKILL');
  rmSync('pid', { force: true });
  const [, signal] = await once(child, 'exit');
  return signal;
}
