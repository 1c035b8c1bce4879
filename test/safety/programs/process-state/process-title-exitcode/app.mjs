import { spawnSync } from 'node:child_process';
export async function check() {
  const r = spawnSync('false');
  process.exitCode = r.status;
}
