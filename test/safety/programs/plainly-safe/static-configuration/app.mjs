import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const config = Object.freeze({ folder: 'content', extension: '.md' });
export class Pages {
  static async load(name) {
    return readFileSync(join(config.folder, name + config.extension), 'utf8').trim();
  }
}
