import fs from 'node:fs';

async function main() {
  fs.writeFileSync('new', 'text');
}

setTimeout(() => console.log('late'), 0);

main().then(() => process.exit(3));
