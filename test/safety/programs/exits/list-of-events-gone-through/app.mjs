import fs from 'node:fs';
const state = { visits: 1 };
async function save() {
  fs.writeFileSync('state.json', JSON.stringify(state));
}
export function install(host) {
  ['beforeExit', 'exit', 'SIGINT'].forEach((event) => host.once(event, save));
}
