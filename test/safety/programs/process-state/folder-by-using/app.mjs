import { execSync } from 'node:child_process';
import process from 'node:process';
class WorkingFolder {
  #home = process.cwd();
  constructor(folder) {
    process.chdir(folder);
  }
  [Symbol.dispose]() {
    process.chdir(this.#home);
  }
}
export async function nameOf(folder) {
  using _ = new WorkingFolder(folder);
  return execSync('basename "$PWD"', { encoding: 'utf8' }).trim();
}
