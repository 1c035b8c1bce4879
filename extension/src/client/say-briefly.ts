import { window } from 'vscode';

/** Milliseconds for which a message stands. */
const TIME_TO_READ = 10_000;

/** Says in the status bar that a command is done, where it has nothing else to show. */
export function sayBriefly(text: string): void {
  window.setStatusBarMessage(`to-thread: ${text}`, TIME_TO_READ);
}
