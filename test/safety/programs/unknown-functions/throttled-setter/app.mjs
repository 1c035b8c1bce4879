import fs from 'node:fs';
let last = '';
const traced = (fn) => {
  let calls = 0;
  return (value) => {
    calls++;
    return fn(value, calls);
  };
};
const remember = traced((value, calls) => {
  last = `${value}${calls}`;
});
export async function run(file) {
  remember(file);
  const text = fs.readFileSync(file, 'utf8');
  return `${text} ${last}`;
}
