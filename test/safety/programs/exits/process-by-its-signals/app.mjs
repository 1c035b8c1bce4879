import fs from 'node:fs';
const state = { visits: 1 };
async function save() {
  fs.writeFileSync('state.json', JSON.stringify(state));
}
export function install(host) {
  host.on('SIGINT', () => host.exit(130));
  host.on('exit', save);
}
