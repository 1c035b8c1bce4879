import fs from 'node:fs';
export const counter = (n) => async (f) => {
  fs.writeFileSync(f + n, '');
  n += 1;
  return n;
};
