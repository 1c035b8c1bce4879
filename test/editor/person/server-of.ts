import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Profile } from '../hosts/code-server.ts';

/** The process id of the language server that a profile's window has. */
export async function serverOf({ extensions }: Profile): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args=']);
  const line = stdout.split('\n').find((one) => one.includes(extensions) && one.includes('server.cjs'));
  if (line === undefined) throw new Error('no language server is running');
  return Number.parseInt(line, 10);
}
