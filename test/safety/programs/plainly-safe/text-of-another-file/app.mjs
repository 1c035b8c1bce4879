import fs from 'node:fs';
import { loadSettings, render, slug } from './pages.mjs';
export async function publish(title, text) {
  const { folder } = loadSettings();
  fs.writeFileSync(`${folder}/${slug(title)}.html`, render(title, text));
}
