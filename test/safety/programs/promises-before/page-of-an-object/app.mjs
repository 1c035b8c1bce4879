import fs from 'node:fs';
export async function run(load) {
  const request = { page: load(), retries: 0 };
  const template = fs.readFileSync('big', 'utf8');
  const page = await request.page;
  return template + page;
}
