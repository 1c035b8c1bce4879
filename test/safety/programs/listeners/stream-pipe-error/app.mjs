import fs from 'node:fs';
export async function copy(from, to) {
  const source = fs.createReadStream(from);
  fs.mkdirSync('out', { recursive: true });
  return await pipe(source, fs.createWriteStream('out/' + to));
}
function pipe(a, b) {
  return new Promise((resolve, reject) => {
    a.on('error', reject);
    b.on('error', reject);
    b.on('finish', resolve);
    a.pipe(b);
  });
}
