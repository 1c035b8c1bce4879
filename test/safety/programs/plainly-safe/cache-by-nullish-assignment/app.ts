import { readFileSync } from 'node:fs';
let license: string | undefined;
export async function licenseText(): Promise<string> {
  license ??= readFileSync('LICENSE', 'utf8');
  return license;
}
