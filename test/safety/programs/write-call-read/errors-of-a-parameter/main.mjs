import fs from 'node:fs';
import { save } from './app.mjs';
function compile(min) {
  const check = (value) => {
    check.errors = value < min ? [`${value} is too small`] : null;
    return value >= min;
  };
  return check;
}
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const check = compile(3);
console.log(await Promise.all([save(check, 1, 'wide'), save(check, 2, 'narrow')]));
