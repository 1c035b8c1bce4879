import fs from 'node:fs';
function instrument(module, name, onCall) {
  const original = module[name];
  module[name] = function (...args) {
    onCall(name);
    return Reflect.apply(original, this, args);
  };
}
let reads = 0;
instrument(fs, 'readFileSync', () => reads++);
export async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  return { text, reads };
}
