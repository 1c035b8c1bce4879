import fs from 'node:fs';
import { ctx } from './auth.mjs';
export async function page(user, file) {
  return await ctx.run(user, async () => {
    const text = fs.readFileSync(file, 'utf8');
    return `${text} of ${ctx.get()}`;
  });
}
