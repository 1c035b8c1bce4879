import { execSync } from 'node:child_process';
export async function f() {
  delete process.env.FOO;
  return execSync('echo "[$FOO]"', { encoding: 'utf8' }).trim();
}
