import fs from 'node:fs';
export function watch(view) {
  const put = (line) => view.show(line);
  const present = (...parts) => {
    put.apply(null, parts);
  };
  return async (file) => {
    const text = fs.readFileSync(file, 'utf8');
    present(text);
  };
}
