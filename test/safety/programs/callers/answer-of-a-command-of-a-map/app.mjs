import fs from 'node:fs';
const commands = new Map([
  [
    'show',
    async (context) => {
      const text = fs.readFileSync(context.file, 'utf8');
      context.out.text = text;
    },
  ],
]);
export function ask(file) {
  const context = { file, out: {} };
  commands.get('show')(context);
  return context.out.text;
}
