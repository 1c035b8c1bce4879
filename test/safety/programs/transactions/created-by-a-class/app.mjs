import fs from 'node:fs';
import Tag from './tag.mjs';
export async function tag(name, icon) {
  const known = Tag.findByName(name);
  if (known) return 'known';
  const image = fs.readFileSync(icon, 'utf8');
  const made = Tag.create({ name, image });
  return made.image;
}
