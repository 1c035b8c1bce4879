import { execSync } from 'node:child_process';
export async function release(version) {
  execSync(`echo ${version} > VERSION`);
  return execSync('cat VERSION', { encoding: 'utf8' }).trim();
}
