import { readFileSync, writeFileSync } from 'node:fs';
abstract class JsonFile<T> {
  protected readonly file: string;
  constructor(file: string) {
    this.file = file;
  }
  protected async read(): Promise<T> {
    return JSON.parse(readFileSync(this.file, 'utf8')) as T;
  }
  protected async write(value: T): Promise<void> {
    writeFileSync(this.file, JSON.stringify(value));
  }
}
export class Stock extends JsonFile<Record<string, number>> {
  async sell(item: string): Promise<number> {
    const stock = await super.read();
    const left = (stock[item] ?? 0) - 1;
    await this.write({ ...stock, [item]: left });
    return left;
  }
}
