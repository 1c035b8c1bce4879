import fs from 'node:fs';
export async function addRow(file, row) {
  if (!fs.existsSync(file)) fs.appendFileSync(file, 'HEADER\n');
  fs.appendFileSync(file, row + '\n');
}
