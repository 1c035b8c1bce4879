import fs from 'node:fs';
let show;
export const setView = (view) => {
  show = view;
};
export async function open(file) {
  const text = fs.readFileSync(file, 'utf8');
  show?.(text);
}
