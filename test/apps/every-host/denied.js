/** What is not permitted directly is not permitted in a worker either. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { toThread } from 'to-thread';

const forbidden = dirname(dirname(fileURLToPath(import.meta.url)));
const names = [];
for (const call of [async () => readFileSync(forbidden), () => toThread(readFileSync, forbidden)]) {
  names.push(await call().then(String, ({ name }) => name));
}
process.stdout.write(`${names.join('\n')}\n`);
