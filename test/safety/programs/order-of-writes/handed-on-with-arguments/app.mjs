import fs from 'node:fs';
export function watch(view) {
  function forward() {
    return view.show.apply(view, arguments);
  }
  return async (file) => {
    const text = fs.readFileSync(file, 'utf8');
    forward(text);
  };
}
