import fs from 'node:fs';
let total = 0;
function add(text) {
  total = total * 2 + text.length;
}
async function report(files) {
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    add(text);
  }
  console.log(total);
}
await report(['f', 'x/f']);
