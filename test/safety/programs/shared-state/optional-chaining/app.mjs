import fs from 'node:fs';
const sessions = new Map();
export const open = (id) => sessions.set(id, { uses: 0 });
export async function use(id) {
  const session = sessions.get(id);
  if ((session?.uses ?? Infinity) >= 1) return 'denied';
  const page = fs.readFileSync('page', 'utf8');
  session.uses++;
  return page;
}
