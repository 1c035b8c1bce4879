import fs from 'node:fs';
const enter = (folder) => process.chdir(folder);
async function main() {
  const before = process.cwd();
  const text = fs.readFileSync('f', 'utf8');
  console.log(text, before === process.cwd());
}
process.once('SIGUSR2', () => enter('x'));
await main();
