import fs from 'node:fs';
import { connect } from './app.mjs';
fs.writeFileSync('ca.pem', 'ca');
const pools = await Promise.all([connect(), connect(), connect()]);
console.log(new Set(pools).size, pools[0].id);
