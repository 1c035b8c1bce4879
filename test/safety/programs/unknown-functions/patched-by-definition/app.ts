import fs from 'node:fs';
Object.defineProperty(fs, 'readdirSync', { value: (): string[] => ['always', 'here'] });
export async function list(folder: string): Promise<string[]> {
  return fs.readdirSync(folder);
}
