import fs from 'node:fs';
let visitor = '';
export const enter = (user) => {
  visitor = user;
};
export async function page(file) {
  const text = fs.readFileSync(file, 'utf8');
  return `${visitor} ${text}`;
}
