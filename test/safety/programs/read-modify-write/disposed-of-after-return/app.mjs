import fs from 'node:fs';
let open = 0;
class Handle {
  constructor() {
    open++;
  }
  [Symbol.dispose]() {
    open--;
  }
}
export async function read(file) {
  if (open > 0) return 'busy';
  using handle = new Handle();
  if (handle) return fs.readFileSync(file, 'utf8');
  return '';
}
