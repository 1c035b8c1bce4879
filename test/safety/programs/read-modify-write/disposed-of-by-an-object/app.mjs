import fs from 'node:fs';
const seats = { taken: 0 };
const take = () => {
  seats.taken++;
  return {
    [Symbol.dispose]() {
      seats.taken--;
    },
  };
};
export async function read(file) {
  if (seats.taken > 0) throw new Error('full');
  using seat = take();
  return seat ? fs.readFileSync(file, 'utf8') : '';
}
