import fs from 'node:fs';
const resolve = (seat) => seat.number;
export async function take(seat, file) {
  if (seat.taken) return 'taken';
  const text = fs.readFileSync(file, 'utf8');
  seat.taken = true;
  return text + resolve(seat);
}
