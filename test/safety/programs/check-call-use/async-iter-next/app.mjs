import fs from 'node:fs';
export function filesOf(names) {
  let at = 0;
  return {
    async next() {
      if (at >= names.length) return { done: true, value: undefined };
      const value = fs.readFileSync(names[at], 'utf8');
      at += 1;
      return { done: false, value };
    },
  };
}
