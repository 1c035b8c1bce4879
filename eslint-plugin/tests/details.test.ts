import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { ReportListener } from '../src/details.ts';
import type { ReportDetails } from '../src/details.ts';
import plugin from '../src/index.ts';

const FILE = 'file.js';

/** Lints a text with the rules listened to. */
function lint(text: string, listener = new ReportListener(), options: object = {}) {
  const rules: Linter.RulesRecord = { 'to-thread/no-blocking-in-async': ['error', options] };
  const plugins = { 'to-thread': listener.listenTo(plugin) };
  const messages = new Linter().verify(text, { plugins, rules }, FILE);
  return messages.map((message) => ({ message, details: listener.detailsOf(message, FILE) }));
}

/** What is known of the only report of a text. */
function detailsOf(text: string, options?: object): ReportDetails | undefined {
  const [report, ...others] = lint(text, undefined, options);
  expect(others).toEqual([]);
  return report?.details;
}

const IMPORT = "import fs from 'node:fs';\n";

describe('the details of a report', () => {
  it('name the reason why it is not fixed, and the part of the text that names the function', () => {
    const text = `${IMPORT}export async function f(path = fs.readFileSync('p', 'utf8')) { return path; }`;
    const details = detailsOf(text);
    expect(details).toMatchObject({ name: 'fs.readFileSync', reasonId: 'parameter', kind: 'io' });
    expect(details?.fixId).toBeUndefined();
    const call = text.slice(text.indexOf('fs.readFileSync('));
    expect(call.slice(...(details?.callee ?? [0, 0]))).toBe('fs.readFileSync');
  });

  it('name the asynchronous function of the same module', () => {
    const text = `${IMPORT}export async function f() { return [fs.readFileSync('p'), fs.existsSync('q')]; }`;
    expect(detailsOf(text)?.twin).toMatchObject({ module: 'fs/promises', export: 'readFile' });
  });

  it('name the rewrite that the fix is', () => {
    const text = `${IMPORT}export async function f() { return fs.readFileSync('p', 'utf8'); }`;
    expect(detailsOf(text, { prefer: 'native' })).toMatchObject({ fixId: 'useNative' });
    expect(detailsOf(text, { prefer: 'native' })?.reasonId).toBeUndefined();
  });

  it('have the changes of the fix one by one, and where the call stands', () => {
    const text = `${IMPORT}export async function f() { return fs.readFileSync('p', 'utf8'); }`;
    const [report] = lint(text);
    const { edits = [], range = [0, 0] } = report?.details ?? {};
    expect(text.slice(...range)).toBe("fs.readFileSync('p', 'utf8')");
    const fixed = edits
      .toSorted((one, other) => other.range[0] - one.range[0])
      .reduce((now, edit) => now.slice(0, edit.range[0]) + edit.text + now.slice(edit.range[1]), text);
    const { fix } = report?.message ?? {};
    expect(edits.length).toBeGreaterThan(1);
    expect(fixed).toBe(text.slice(0, fix?.range[0]) + (fix?.text ?? '') + text.slice(fix?.range[1]));
    expect(detailsOf(`${IMPORT}export async function f(t = fs.readFileSync('p')) {}`)?.edits).toBeUndefined();
  });

  it('name what a fix passes over', () => {
    const text = `${IMPORT}let n = 0;\nexport async function f() { n += fs.readFileSync('p').length; }`;
    const [report] = lint(text, undefined, { fix: 'all', prefer: 'native' });
    expect(report?.message.message).toContain('Fixed although');
    expect(report?.details).toMatchObject({ fixId: 'useNative', reasonId: 'interleaving' });
  });

  it('tell the way to what blocks', () => {
    const text = `${IMPORT}function read() { return fs.readFileSync('p'); }\nexport async function f() { return read(); }`;
    expect(detailsOf(text)).toMatchObject({
      name: 'read',
      way: { names: ['read', 'fs.readFileSync'], line: 2 },
    });
  });

  it('are those of the very call where one is in another', () => {
    const text = `${IMPORT}export async function f() { return fs.readFileSync(fs.mkdtempSync('p')); }`;
    const names = lint(text).map(({ details }) => details?.name);
    expect(names).toEqual(['fs.readFileSync', 'fs.mkdtempSync']);
  });

  it('are those of the last time that a file was linted', () => {
    const listener = new ReportListener();
    const [before] = lint(`${IMPORT}export const f = async () => fs.readFileSync('p');`, listener);
    expect(before?.details?.name).toBe('fs.readFileSync');
    const [after] = lint(`${IMPORT}export const f = async () => fs.unlinkSync('ppp');`, listener);
    expect(after?.details?.name).toBe('fs.unlinkSync');
    if (before) expect(listener.detailsOf(before.message, FILE)).not.toEqual(before.details);
    listener.clear();
    if (after) expect(listener.detailsOf(after.message, FILE)).toBeUndefined();
  });

  it('leave the messages of the rules as they are', () => {
    const text = `${IMPORT}export const f = async () => fs.readFileSync('p');`;
    const config = {
      plugins: { 'to-thread': plugin },
      rules: { 'to-thread/no-blocking-in-async': 'error' },
    } as const;
    expect(lint(text).map(({ message }) => message)).toEqual(new Linter().verify(text, config, FILE));
  });
});
