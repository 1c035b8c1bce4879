/** The command `to-thread`, as people run it. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { withPreload } from '../../src/command/node-options.ts';
import { command, folderWith, recordingsIn, run } from './traced.ts';
import { hostileSample, sample } from './sample.ts';

const app = `
const fs = require('fs');
setTimeout(() => { for (let i = 0; i < 3; i++) fs.statSync('.'); console.log(process.argv.slice(2).join(' ')); }, 20);
`;

const toThread = (folder: string, ...args: string[]) => run([command, ...args], folder);

describe('trace', () => {
  test('runs a command, says at the end what blocked, and leaves the rest as it is', async () => {
    const folder = folderWith({ 'app.cjs': app });
    const outcome = await toThread(folder, 'trace', '--', process.execPath, 'app.cjs', '--watch', 'a b');
    expect(outcome.stdout).toBe('--watch a b\n');
    expect(outcome.exit).toBe(0);
    expect(outcome.stderr).toMatch(/^\n1 process in .*; 1 place with blocking calls/);
    expect(outcome.stderr).toMatch(/ 3 +.* fs\.statSync +app\.cjs:3:/);
    expect(outcome.stderr).toContain('`npx to-thread report` makes a page of it.');
    expect(recordingsIn(folder).length).toBe(1);
  });

  test.each([
    ['an exit code', 'process.exit(7)', 7],
    ['a signal', `process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
  ])('ends with %s as the command does', async (_name, end, exit) => {
    const folder = folderWith({ 'app.cjs': `setTimeout(() => ${end}, 50);` });
    expect((await toThread(folder, 'trace', '--', process.execPath, 'app.cjs')).exit).toBe(exit);
  });

  test('records descendants, whatever is between, in folders with blanks', async () => {
    const folder = folderWith({
      'a folder/app.cjs': app,
      'a folder/package.json': JSON.stringify({ scripts: { start: `"${process.execPath}" app.cjs` } }),
    });
    const outcome = await toThread(
      folder,
      'trace',
      '--folder',
      'recorded here',
      '--',
      'sh',
      '-c',
      'cd "a folder" && npm start',
    );
    expect(outcome.exit).toBe(0);
    const [name = '', ...others] = readdirSync(join(folder, 'recorded here'));
    // What npm does itself is of no interest.
    expect(others).toEqual([]);
    const { calls, run: id } = JSON.parse(
      readFileSync(join(folder, 'recorded here', name), 'utf8'),
    ) as typeof sample;
    expect(calls.map(({ stack: [at] }) => at?.file)).toEqual(['a folder/app.cjs']);
    expect(id).toMatch(/^[\da-f-]{36}$/);
  });

  test('shows the table while the command runs', async () => {
    const folder = folderWith({ 'app.cjs': `${app} setTimeout(() => {}, 4000);` });
    const { stderr } = await toThread(folder, 'trace', '--watch', '--', process.execPath, 'app.cjs');
    expect(stderr.match(/fs\.statSync/g)?.length).toBeGreaterThanOrEqual(2);
    expect(stderr).toContain('killed or still running');
  });

  test('says when there was nothing to record', async () => {
    const outcome = await toThread(folderWith({}), 'trace', '--', 'true');
    expect(outcome).toMatchObject({ exit: 0, stdout: '' });
    expect(outcome.stderr).toMatch(/^to-thread: nothing was recorded in \.to-thread/);
  });

  test('says when a command is not there', async () => {
    const outcome = await toThread(folderWith({}), 'trace', '--', 'no-such-command');
    expect(outcome.exit).toBe(127);
    expect(outcome.stderr).toContain('no-such-command cannot be started: there is no such command');
  });

  test.each([
    [undefined, '/a/b.cjs', '--require=/a/b.cjs'],
    ['--no-warnings', '/a/b.cjs', '--no-warnings --require=/a/b.cjs'],
    ['', '/a folder/"b".cjs', '--require="/a folder/\\"b\\".cjs"'],
    ['', 'C:\\a\\b.cjs', '--require="C:\\\\a\\\\b.cjs"'],
  ])('NODE_OPTIONS %s with %s', (options, file, expected) => {
    expect(withPreload(options, file)).toBe(expected);
  });
});

describe('report', () => {
  const recorded = (recording: unknown = sample): string => {
    const folder = folderWith({});
    const recordings = join(folder, '.to-thread');
    writeRecording(recordings, recording);
    return folder;
  };

  test('writes a page that needs nothing else', async () => {
    const folder = recorded();
    const outcome = await toThread(folder, 'report');
    expect(outcome).toMatchObject({ exit: 0, stdout: '', stderr: '.to-thread/report.html is written.\n' });
    const file = join(folder, '.to-thread/report.html');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    expect(page).not.toMatch(/(?:src|href)=|url\(|@import|https?:\/\/(?!github\.com\/leeoniya)/);
    expect(page).toContain('src/login.js:7:9');
    expect(page).toMatch(/await toThread\(crypto\.scryptSync, …\)/);
    // It is there once, and its own folder is no reason to read it again.
    expect((await toThread(folder, 'report')).exit).toBe(0);
  });

  test('shows names as text, whatever they hold', async () => {
    const folder = recorded(hostileSample);
    await toThread(folder, 'report', '--output', 'page.html');
    const page = readFileSync(join(folder, 'page.html'), 'utf8');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
    expect(page.match(/<script/g)?.length).toBe(2);
    expect(page.match(/<\/script>/g)?.length).toBe(2);
    // eslint-disable-next-line no-control-regex -- this is what must not be there
    expect(page).not.toMatch(/[\u001b\u202e]/);
  });

  test.each([
    ['json', (text: string) => JSON.parse(text) as unknown, { format: 'to-thread-report', version: 1 }],
    ['speedscope', (text: string) => JSON.parse(text) as unknown, { exporter: 'to-thread' }],
    [
      'markdown',
      (text: string) => ({ first: text.split('\n')[0] }),
      { first: '# What blocked the event loop' },
    ],
    ['table', (text: string) => ({ first: text.slice(0, 9) }), { first: '1 process' }],
  ])('as %s goes to standard output', async (format, parse, expected) => {
    const outcome = await toThread(recorded(), 'report', '--format', format);
    expect(outcome).toMatchObject({ exit: 0, stderr: '' });
    expect(parse(outcome.stdout)).toMatchObject(expected);
  });

  test('takes a file, and another folder', async () => {
    const folder = recorded();
    const [name = ''] = readdirSync(join(folder, '.to-thread'));
    for (const source of ['.to-thread', `.to-thread/${name}`]) {
      const { stdout } = await toThread(folder, 'report', source, '--format', 'json');
      expect(JSON.parse(stdout)).toMatchObject({ processes: [{ id: 42 }] });
    }
  });

  test.each([
    [['report', 'nowhere'], /^error: nowhere does not exist/],
    [['report', '--format', 'pdf'], /Allowed choices are html, json, markdown, speedscope, table/],
    [['report', '--colour'], /unknown option '--colour'/],
    [['report', 'a', 'b'], /too many arguments/],
    [['trace'], /missing required argument 'command'/],
    [['trace', '--format', 'json', '--', 'true'], /are for `to-thread report`/],
    [['trace', '--compare', 'before'], /takes two recordings/],
    [['trace', '--compare', 'before', 'after'], /before does not exist/],
    [['record'], /unknown command 'record'/],
    [['report', '--output', 'no/such/folder/x.html', '.to-thread'], /ENOENT/],
  ])('%j is an error', async (args, words) => {
    const outcome = await toThread(recorded(), ...args);
    expect(outcome).toMatchObject({ exit: 1, stdout: '' });
    expect(outcome.stderr).toMatch(words);
    expect(outcome.stderr).not.toContain('    at ');
  });

  test('names the file that is wrong, and what is wrong', async () => {
    const folder = folderWith({ 'mine.json': '{ "format": "to-thread-recording", "version": 9 }' });
    const { stderr, exit } = await toThread(folder, 'report', 'mine.json');
    expect(exit).toBe(1);
    expect(stderr).toBe('error: mine.json was written by a newer to-thread (format 9): update this one\n');
  });
});

describe('trace --compare', () => {
  const folder = (): string => {
    const root = folderWith({});
    writeRecording(join(root, 'before'), sample);
    writeRecording(join(root, 'after'), { ...sample, calls: sample.calls.slice(0, 1) });
    return root;
  };

  test.each(['table', 'markdown', 'json', 'html', 'speedscope'])('as %s', async (format) => {
    const args = ['trace', '--compare', 'before', 'after', '--format', format];
    const root = folder();
    const { stdout, exit, stderr } = await toThread(root, ...args);
    expect(exit, stderr).toBe(0);
    const text = format === 'html' ? readFileSync(join(root, 'after/report.html'), 'utf8') : stdout;
    expect(text).toMatch(format === 'speedscope' ? /after: blocking calls/ : /gone/);
    expect(text).toContain('scryptSync');
  });
});

test('help names the options', async () => {
  const folder = folderWith({});
  expect((await toThread(folder, '--help')).stdout).toMatch(/trace.*report/s);
  expect((await toThread(folder, 'trace', '--help')).stdout).toMatch(/--watch.*--compare.*--format/s);
  expect((await toThread(folder, 'report', '--help')).stdout).toMatch(/--format.*--output.*--all/s);
});

function writeRecording(folder: string, recording: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '42-1700000000000.json'), JSON.stringify(recording));
}
