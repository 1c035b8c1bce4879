import fs from 'node:fs';
export async function drain(queue) {
  const out = [];
  while (queue.length > 0) {
    const text = fs.readFileSync(queue[0], 'utf8');
    out.push(text);
    queue.shift();
  }
  return out;
}
