import fs from 'node:fs';
import { findPage } from './pages.mjs';
export async function show(id) {
  const page = await findPage(id);
  page.text = fs.readFileSync(id, 'utf8');
  return `${page.id}: ${page.text}`;
}
