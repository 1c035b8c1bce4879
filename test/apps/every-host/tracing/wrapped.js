/** Whether the functions that programs call most are wrapped, as they are when this is imported: or nothing is tested. */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';

const functions = [fs.readFileSync, fs.statSync, childProcess.execSync];
process.stdout.write(`${JSON.stringify(functions.map((fn) => !/^function \w+Sync\(/.test(String(fn))))}\n`);
