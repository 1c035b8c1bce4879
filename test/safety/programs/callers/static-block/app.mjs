import { readFileSync } from 'node:fs';
export class Words {
  static list = [];
  static {
    void Words.load('words');
  }
  static async load(file) {
    Words.list = readFileSync(new URL(file, import.meta.url), 'utf8')
      .trim()
      .split(' ');
  }
  static has(word) {
    return Words.list.includes(word);
  }
}
