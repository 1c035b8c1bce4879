import { throughADisk } from './app.mjs';
console.log((await Promise.all([throughADisk('a'), throughADisk('b')])).join());
