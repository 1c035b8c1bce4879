import fs from 'node:fs';
async function inX(text) {
  process.chdir('x');
  console.log(text, fs.existsSync('f'));
}
async function main() {
  const text = fs.readFileSync('f', 'utf8');
  await inX(text);
}
main().catch(console.error);
