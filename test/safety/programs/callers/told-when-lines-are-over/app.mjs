import fs from 'node:fs';
import { createInterface } from 'node:readline';
export function keep(input, file, done) {
  const lines = createInterface({ input });
  lines.on('line', async (line) => {
    fs.appendFileSync(file, `${line}\n`);
  });
  lines.on('close', () => {
    done(null, file);
  });
}
