import fs from 'node:fs';
import { join } from 'node:path';
export class Assets {
  private readonly root: string;
  constructor(root: string) {
    this.root = root;
  }
  async get(name: string): Promise<Buffer> {
    return fs.readFileSync(join(this.root, name));
  }
}
