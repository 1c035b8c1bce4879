import fs from 'node:fs';
const docs = new Map();
export async function open(name) {
  let doc = docs.get(name);
  if (!doc) {
    doc = { name, text: fs.readFileSync(name, 'utf8'), listeners: [] };
    docs.set(name, doc);
  }
  return doc;
}
