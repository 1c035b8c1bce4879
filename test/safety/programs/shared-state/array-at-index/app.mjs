import fs from 'node:fs';
const rows = [];
export async function addRow(text) {
  const row = { id: rows.length, text };
  fs.appendFileSync('rows.log', text);
  rows.push(row);
  return row.id;
}
