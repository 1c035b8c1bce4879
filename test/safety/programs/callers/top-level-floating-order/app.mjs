import fs from 'node:fs';
export const registry = new Map();
export async function register(name, file) {
  registry.set(name, fs.readFileSync(file, 'utf8'));
}
