import { commands, window } from 'vscode';
import { COMMANDS } from '../shared/commands.ts';

const SHOW_OUTPUT = 'Show Output';

/** Says what could not be done, to the user who has just asked for it, with a way to what is known of it. */
export function sayFailure(text: string): void {
  void window
    .showErrorMessage(`to-thread: ${text}`, SHOW_OUTPUT)
    .then((choice) => (choice === SHOW_OUTPUT ? commands.executeCommand(COMMANDS.showOutput) : undefined));
}
