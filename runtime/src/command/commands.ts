import type { Command } from 'commander';
import { addWorker } from './worker.ts';

/** What there is. */
export const commands: readonly ((program: Command) => void)[] = [addWorker];
