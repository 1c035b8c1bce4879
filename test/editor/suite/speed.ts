import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { commands, Position, WorkspaceEdit, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { closeAll, diagnosticsOf, openFile, untilDiagnostics } from './editor.ts';
import { thousandLines } from '../../../extension/bench/thousand-lines.ts';
import { print } from './mocha.ts';

const EDITS = 60;
/** The pause in typing after which a document is checked, in milliseconds. */
const PAUSE = 150;

/** Printed, not judged: machines differ. The suite only holds that every edit gets its answer. */
export function testSpeed(): void {
  describe('speed', () => {
    it('of diagnostics in a file of 1,000 lines', async function () {
      this.timeout(300_000);
      const { document } = await openFile('installed/thousand.ts', thousandLines());
      const problems = 40;
      await untilDiagnostics(document.uri, problems);
      const times: number[] = [];
      for (let edit = 0; edit < EDITS; edit++) {
        const adds = edit % 2 === 0;
        const change = new WorkspaceEdit();
        const line = "async function added() { readFileSync('added'); }\n";
        if (adds) change.insert(document.uri, new Position(1, 0), line);
        else change.delete(document.uri, document.lineAt(1).rangeIncludingLineBreak);
        await workspace.applyEdit(change);
        const start = performance.now();
        await shown(document.uri, problems + (adds ? 1 : 0));
        times.push(performance.now() - start - PAUSE);
      }
      times.sort((a, b) => a - b);
      print(
        `      edit to diagnostics after the pause of ${PAUSE} ms, ${EDITS} edits of ${document.lineCount} lines: ` +
          `median ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms`,
      );
      assert.equal(times.length, EDITS);
      await closeAll();
    });

    it('of a start of the server', async () => {
      const times: number[] = [];
      for (let start = 0; start < 5; start++) {
        const before = performance.now();
        await commands.executeCommand('toThread.restartServer');
        times.push(performance.now() - before);
      }
      times.sort((a, b) => a - b);
      print(
        `      stop and start of the server: median ${quantile(times, 0.5)} ms, slowest ${quantile(times, 1)} ms`,
      );
      assert.equal(times.length, 5);
    });
  });
}

/** The event for diagnostics comes up to 50 ms after the editor shows them, so a measurement has to look itself. */
async function shown(uri: Uri, count: number): Promise<void> {
  while (diagnosticsOf(uri).length !== count) await setTimeout(1);
}

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}
