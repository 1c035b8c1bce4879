import fs from 'node:fs';
let name = '';
const context = {
  get name() {
    return name;
  },
};
export async function run(file) {
  name = file;
  const text = fs.readFileSync(file, 'utf8');
  return { ...context, text };
}
