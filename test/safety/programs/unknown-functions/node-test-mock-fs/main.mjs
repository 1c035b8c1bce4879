import fs from 'node:fs';
import { mock } from 'node:test';
import { load } from './app.mjs';
mock.method(fs, 'readFileSync', () => 'mocked');
console.log(await load('f'), fs.readFileSync.mock.callCount());
