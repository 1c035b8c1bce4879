import { spawnSync } from 'node:child_process';
export async function note(text) {
  return spawnSync('sh', ['-c', `mkdir lock || exit 7; sleep 0.1; echo ${text} >> notes; rmdir lock`]).status;
}
