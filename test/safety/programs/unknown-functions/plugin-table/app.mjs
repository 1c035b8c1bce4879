import fs from 'node:fs';
let mode = 'none';
const plugins = {};
plugins.fast = () => {
  mode = 'fast';
};
plugins.slow = () => {
  mode = 'slow';
};
export async function run(plugin, file) {
  plugins[plugin]();
  const text = fs.readFileSync(file, 'utf8');
  return text + mode;
}
