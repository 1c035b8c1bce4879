import fs from 'node:fs';
let depth = 0;
function nested(work, ...args) {
  depth += 1;
  try {
    return work.apply(null, args);
  } finally {
    depth -= 1;
  }
}
const read = async (file) => {
  const text = fs.readFileSync(file, 'utf8');
  return `${text} at ${depth}`;
};
export const ask = (file) => nested(read, file);
