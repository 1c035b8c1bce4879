import fs from 'node:fs';
globalThis.tenant = null;
export async function query(tenant, f) {
  globalThis.tenant = tenant;
  const sql = fs.readFileSync(f, 'utf8');
  return global.tenant + sql;
}
