import fs from 'node:fs';
export async function swap(text) {
  const before = fs.readFileSync('slot', 'utf8');
  try {
    fs.writeFileSync('slot', text);
  } finally {
    console.log('swapped');
  }
  return before;
}
