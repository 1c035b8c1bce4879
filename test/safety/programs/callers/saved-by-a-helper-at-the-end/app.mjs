import { writeFileSync } from 'node:fs';
export function keep(client) {
  const lines = [];
  const save = async () => {
    writeFileSync('lines.txt', lines.join('\n'));
  };
  client.on('line', (line) => lines.push(line));
  client.on('disconnect', () => {
    save();
  });
}
