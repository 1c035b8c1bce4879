import fs from 'node:fs';
export const ready = async (connect) => {
  const connection = connect();
  const options = JSON.parse(fs.readFileSync('options.json', 'utf8'));
  return new Promise((resolve) => {
    connection.on('open', () => resolve(`open at ${options.level}`));
  });
};
