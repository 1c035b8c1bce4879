import fs from 'node:fs';
import { server } from './app.mjs';
fs.writeFileSync('page.html', '<p>');
server.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}`);
  console.log(response.status, await response.text());
  server.close();
});
