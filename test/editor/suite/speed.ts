import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { commands, Position, WorkspaceEdit, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { api, closeAll, diagnosticsOf, openFile, untilDiagnostics } from './editor.ts';
import { serverProcesses } from './server.ts';
import { thousandLines } from '../../../extension/bench/thousand-lines.ts';
import { print } from './mocha.ts';

const EDITS = 60;
/** The pause in typing after which problems are shown, in milliseconds. */
const PAUSE = 150;
const PROBLEMS = 40;

/** Where the time of one edit went, in milliseconds. */
interface Times {
  /** From the edit until the server was asked. */
  readonly waited: number;
  /** From the question to the answer, the check within it. */
  readonly request: number;
  readonly check: number;
  /** From the answer until the editor has the diagnostics. */
  readonly shown: number;
  /** All of it, but the pause. */
  readonly afterPause: number;
}

/** Printed, not judged: machines differ. The suite only holds that every edit gets its answer. */
export function testSpeed(): void {
  describe('speed', () => {
    it('of diagnostics in a file of 1,000 lines', async function () {
      this.timeout(300_000);
      const { document } = await openFile('installed/thousand.ts', thousandLines());
      await untilDiagnostics(document.uri, PROBLEMS);
      const before = await processorTime();
      const all: Times[] = [];
      for (let edit = 0; edit < EDITS; edit++) all.push(await timesOfEdit(document, edit % 2 === 0));
      const used = (await processorTime()) - before;
      assert.equal(all.length, EDITS);

      print(`      edit to diagnostics, ${EDITS} edits of ${document.lineCount} lines:`);
      const line = (what: string, time: (times: Times) => number): void => {
        print(`        ${what}: ${spread(all.map(time))}`);
      };
      line(`all, after the pause of ${PAUSE} ms`, ({ afterPause }) => afterPause);
      line('  edit to question', ({ waited }) => waited);
      line('  question to answer', ({ request }) => request);
      line('    check in it', ({ check }) => check);
      line('  answer to display', ({ shown }) => shown);
      print(`        processor time of the server: ${(used / EDITS).toFixed(1)} ms an edit`);
      await closeAll();
    });

    it('of a start of the server', async () => {
      const times: number[] = [];
      for (let start = 0; start < 5; start++) {
        const before = performance.now();
        await commands.executeCommand('toThread.restartServer');
        times.push(performance.now() - before);
      }
      print(`      stop and start of the server: ${spread(times)}`);
      assert.equal(times.length, 5);
    });
  });
}

/** Adds a line with a blocking call below the first one, or takes it away again, and waits for what that changes. */
async function timesOfEdit(document: TextDocument, adds: boolean): Promise<Times> {
  const extension = await api();
  const uri = document.uri.toString();
  const change = new WorkspaceEdit();
  if (adds)
    change.insert(document.uri, new Position(1, 0), "async function added() { readFileSync('added'); }\n");
  else change.delete(document.uri, document.lineAt(1).rangeIncludingLineBreak);

  let edited = NaN;
  let answer = { asked: NaN, answered: NaN };
  const subscriptions = [
    workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) edited = performance.now();
    }),
    extension.onDidAnswer((event) => {
      if (event.uri === uri) answer = event;
    }),
  ];
  await workspace.applyEdit(change);
  await displayed(document.uri, PROBLEMS + (adds ? 1 : 0));
  const end = performance.now();
  for (const subscription of subscriptions) subscription.dispose();
  return {
    waited: answer.asked - edited,
    request: answer.answered - answer.asked,
    check: extension.statusOf(uri)?.duration ?? NaN,
    shown: end - answer.answered,
    afterPause: end - edited - PAUSE,
  };
}

/** The event for diagnostics comes up to 50 ms after the editor shows them, so a measurement has to look itself. */
async function displayed(uri: Uri, count: number): Promise<void> {
  while (diagnosticsOf(uri).length !== count) await setTimeout(1);
}

/** Milliseconds that the server has run on a processor, all threads together; NaN where the system does not tell. */
async function processorTime(): Promise<number> {
  const [pid] = await serverProcesses();
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  // The fields after the name in parentheses; the kernel counts in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return process.platform === 'linux' ? (Number(fields[11]) + Number(fields[12])) * 10 : NaN;
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
