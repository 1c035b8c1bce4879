import fs from 'node:fs';
export const start = (pool) =>
  pool.use(async (connection) => {
    if (connection.busy) return 'busy';
    const query = fs.readFileSync('a', 'utf8');
    connection.busy = true;
    return query;
  });
