import { appendFileSync } from 'node:fs';
export class AccessLog {
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
  }
  async add(method: string, url: string): Promise<void> {
    appendFileSync(this.#file, `${method} ${url}\n`);
  }
}
