import fs from 'node:fs';
const state = { visits: 1 };
async function save() {
  fs.writeFileSync('state.json', JSON.stringify(state));
}
const ENDS = ['SIGTERM', 'exit'];
export const install = (host) => {
  for (const event of ENDS) host.on(event, save);
};
