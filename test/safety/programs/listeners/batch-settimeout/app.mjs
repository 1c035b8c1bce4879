import fs from 'node:fs';
let scheduled = false;
let pending = new Set();
const flush = () => {
  scheduled = false;
  console.log('flush', [...pending].join());
  pending = new Set();
};
export async function touch(f) {
  if (!scheduled) {
    scheduled = true;
    setImmediate(flush);
  }
  const real = fs.realpathSync(f).split('/').pop();
  pending.add(real);
}
