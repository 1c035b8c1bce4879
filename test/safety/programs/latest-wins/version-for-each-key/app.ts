import { readFileSync } from 'node:fs';
const versions = new Map<string, number>();
const pages = new Map<string, string>();
export async function publish(key: string, file: string, review: () => Promise<void>): Promise<void> {
  const version = (versions.get(key) ?? 0) + 1;
  versions.set(key, version);
  await review();
  if (versions.get(key) !== version) return;
  pages.set(key, readFileSync(file, 'utf8'));
}
export const page = (key: string): string | undefined => pages.get(key);
