import fs from 'node:fs';
export function createHandler({ root, logger }) {
  return async ({ name }) => {
    try {
      const body = fs.readFileSync(`${root}/${name}`, 'utf8');
      return { status: 200, body };
    } catch (error) {
      logger.warn(`${name}: ${error.code}`);
      return { status: 404, body: '' };
    }
  };
}
