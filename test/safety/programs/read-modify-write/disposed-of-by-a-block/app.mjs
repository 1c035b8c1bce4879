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
const isBusy = () => open > 0;
export async function read(file) {
  if (isBusy()) return 'busy';
  for (const one of [file]) {
    using handle = new Handle();
    return fs.readFileSync(one, 'utf8') + (handle ? '' : '?');
  }
}
