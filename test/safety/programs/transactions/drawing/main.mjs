import fs from 'node:fs';
import Canvas from './app.cjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, name);
const origins = [0];
const drawn = [];
const canvas = new Canvas({
  save: () => origins.push(origins.at(-1)),
  translate: (x) => origins.push(origins.pop() + x),
  draw: (image) => drawn.push(`${image}@${origins.at(-1)}`),
  restore: () => origins.pop(),
});
await Promise.all([canvas.place('a', 1), canvas.place('b', 10)]);
console.log(drawn.join());
