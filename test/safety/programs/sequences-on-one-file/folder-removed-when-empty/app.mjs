import fs from 'node:fs';
export const take = async (name) => {
  const text = fs.readFileSync(`queue/${name}`, 'utf8');
  fs.rmSync(`queue/${name}`);
  if (fs.readdirSync('queue').length === 0) fs.rmdirSync('queue');
  return text;
};
export const put = async (name, text) => {
  fs.mkdirSync('queue', { recursive: true });
  fs.writeFileSync('queue/' + name, text);
};
