import fs from 'node:fs';
let last = 0;
const getLast = () => last;
const setLast = (n) => {
  last = n;
};
export async function create(text) {
  const id = getLast() + 1;
  fs.writeFileSync(`${id}.txt`, text);
  setLast(id);
  return id;
}
