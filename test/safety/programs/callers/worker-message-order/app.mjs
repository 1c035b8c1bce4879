import fs from 'node:fs';
export function serve(port) {
  port.on('message', async (m) => {
    if (m.type === 'file') fs.writeFileSync(m.name, m.text);
    port.postMessage({ done: m.id });
  });
}
