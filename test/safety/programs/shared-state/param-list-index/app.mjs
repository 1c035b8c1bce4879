import fs from 'node:fs';
export async function add(ctx, file) {
  const index = ctx.items.length;
  const text = fs.readFileSync(file, 'utf8');
  ctx.items.push({ index, text });
}
