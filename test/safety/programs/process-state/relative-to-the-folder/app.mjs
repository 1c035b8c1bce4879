import { chdir, cwd } from 'node:process';
import { readFileSync } from 'node:fs';
export class Workspace {
  async readme(folder) {
    const home = cwd();
    chdir(folder);
    const text = readFileSync('readme', 'utf8');
    chdir(home);
    return text;
  }
}
