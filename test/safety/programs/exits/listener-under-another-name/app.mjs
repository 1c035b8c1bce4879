import fs from 'node:fs';
const listen = process.once.bind(process);
listen('exit', save);
async function save() {
  fs.writeFileSync('a', 'saved');
}
