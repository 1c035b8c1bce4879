import fs from 'node:fs';
export async function greet(name, file) {
  const session = await import('./session.mjs');
  session.login(name);
  const text = fs.readFileSync(file, 'utf8');
  return `${session.current}: ${text}`;
}
