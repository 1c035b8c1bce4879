import fs from 'node:fs';

async function main() {
  if (fs.existsSync('old')) fs.unlinkSync('old');
  fs.writeFileSync('new', 'text');
  console.log(fs.readdirSync('.').filter((name) => name === 'new'));
}

main().then(
  () => process.exit(3),
  () => process.exit(1),
);
