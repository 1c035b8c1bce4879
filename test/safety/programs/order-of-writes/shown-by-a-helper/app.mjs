import fs from 'node:fs';
export function watch(view) {
  const present = (...parts) => view.show(...parts);
  return async (file) => {
    const text = fs.readFileSync(file, 'utf8');
    present(text, file);
  };
}
