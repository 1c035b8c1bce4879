import fs from 'node:fs';
const seen: Set<string> = new Set();
export async function deliver(id: string): Promise<'delivered' | 'duplicate'> {
  if (seen.has(id)) return 'duplicate';
  fs.appendFileSync('outbox', `${id}\n`);
  seen.add(id);
  return 'delivered';
}
