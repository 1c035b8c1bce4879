import fs from 'node:fs';
export function createSearch(render) {
  let controller;
  return async function search(file, rank) {
    controller?.abort();
    const { signal } = (controller = new AbortController());
    await rank(file);
    if (signal.aborted) return;
    const found = fs.readFileSync(file, 'utf8');
    render(found);
  };
}
