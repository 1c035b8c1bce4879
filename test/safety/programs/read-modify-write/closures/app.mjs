import fs from 'node:fs';
export function openTags(file) {
  const read = async () => JSON.parse(fs.readFileSync(file, 'utf8'));
  const write = async (tags) => fs.writeFileSync(file, JSON.stringify(tags));
  return {
    async add(tag) {
      const tags = await read();
      if (!tags.includes(tag)) tags.push(tag);
      await write(tags);
    },
  };
}
