import { readFileSync } from 'node:fs';
export class Page {
  html = '';
  constructor(file: string) {
    void this.load(file);
  }
  private async load(file: string): Promise<void> {
    this.html = readFileSync(file, 'utf8');
  }
}
