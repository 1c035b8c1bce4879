import fs from 'node:fs';
const hooks = [];
export const onQuit = (hook) => hooks.push(hook);
onQuit(async () => {
  fs.writeFileSync('a', 'saved');
});
export function quit() {
  hooks.forEach((hook) => hook());
  process.exit();
}
