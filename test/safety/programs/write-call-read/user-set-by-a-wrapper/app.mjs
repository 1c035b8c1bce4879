import fs from 'node:fs';
let current = 'nobody';
const tagged =
  (work) =>
  (...args) => {
    current = args.join();
    const done = work(...args);
    current = 'nobody';
    return done;
  };
export const ask = tagged(async (file) => {
  const text = fs.readFileSync(file, 'utf8');
  return `${text} for ${current}`;
});
