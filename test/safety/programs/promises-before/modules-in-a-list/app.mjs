import fs from 'node:fs';
export async function load(names) {
  const loading = names.map((name) => import(name));
  const text = fs.readFileSync('big', 'utf8');
  const modules = await Promise.all(loading);
  return modules.map(({ make }) => make(text));
}
