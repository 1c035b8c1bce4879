import { readFileSync } from 'node:fs';
const templates = new Map();
export async function template(name) {
  if (!templates.has(name)) {
    templates.set(name, readFileSync(`${name}.html`, 'utf8'));
  }
  return templates.get(name);
}
