import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
const bus = new EventEmitter();
export const tell = (what) => bus.emit('news', what);
export async function news(file) {
  const text = fs.readFileSync(file, 'utf8');
  const [what] = await once(bus, 'news');
  return text + what;
}
