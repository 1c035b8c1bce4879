import fs from 'node:fs';
export class Links {
  #url = new URL('https://example.org');
  async to(number, file) {
    this.#url.searchParams.set('number', number);
    const text = fs.readFileSync(file, 'utf8');
    return this.#url.href + text;
  }
}
