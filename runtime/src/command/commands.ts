import type { Command } from 'commander';
import { addReport } from './report.ts';
import { addTrace } from './trace.ts';
import { addWorker } from './worker.ts';

/** What there is. */
export const commands: readonly ((program: Command) => void)[] = [addTrace, addReport, addWorker];
