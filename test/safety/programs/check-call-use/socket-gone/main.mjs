import fs from 'node:fs';
import { Connection } from './app.mjs';
fs.writeFileSync('f', 'abc');
const connection = new Connection({ write: (bytes) => `sent ${bytes.length}` });
const sent = connection.send('f');
connection.close();
console.log(await sent.catch((error) => error.name));
