#!/usr/bin/env node
import { Command } from 'commander';
import { commands } from './commands.ts';

/** `npx to-thread …`: each command has a file of its own. */
const program = new Command('to-thread').description('Beside the library: what programs are run for.');
for (const add of commands) add(program);
await program.parseAsync();
