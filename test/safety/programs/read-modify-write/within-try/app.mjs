import fs from 'node:fs';
let swaps = 0;
export async function swap() {
  const before = fs.readFileSync('slot', 'utf8');
  try {
    fs.writeFileSync('slot', 'taken');
  } finally {
    const seen = swaps;
  }
  try {
    const after = fs.readFileSync('slot', 'utf8');
  } finally {
    const seen = swaps;
  }
  return before;
}
