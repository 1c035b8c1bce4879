import { commands } from 'vscode';
import type { CodeAction, Command, Disposable } from 'vscode';

/**
 * Commands of code actions, with their arguments kept here. VS Code forgets the arguments of such a command as soon as
 * it has asked for newer actions, even while the menu that shows the older ones is open: on a busy machine a click
 * then did nothing. A command without arguments is executed by its id alone.
 */
export class LastingCommands implements Disposable {
  readonly #registered = new Map<string, Disposable>();

  /** Gives a code action a command that stays what it is. */
  keep(action: Command | CodeAction): void {
    const { command } = action;
    if (typeof command !== 'object' || command.arguments === undefined) return;
    action.command = { title: command.title, command: this.#idOf(command) };
  }

  dispose(): void {
    for (const registration of this.#registered.values()) registration.dispose();
  }

  /** One id for all uses of a command with the same arguments, so that there are as many as files and pages. */
  #idOf({ command, arguments: args = [] }: Command): string {
    const id = `${command} ${JSON.stringify(args)}`;
    if (!this.#registered.has(id)) {
      this.#registered.set(
        id,
        commands.registerCommand(id, () => commands.executeCommand(command, ...(args as unknown[]))),
      );
    }
    return id;
  }
}
