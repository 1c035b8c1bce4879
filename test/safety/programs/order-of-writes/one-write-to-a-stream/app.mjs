import { createWriteStream, readFileSync } from 'node:fs';
const sink = createWriteStream('all.txt');
export const include = async (file) => {
  sink.write(readFileSync(file));
};
export const close = () => new Promise((resolve) => sink.end(resolve));
