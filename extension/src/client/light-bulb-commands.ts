import { commands } from 'vscode';
import type { CodeAction, Command, Disposable } from 'vscode';
import { SECTION } from '../shared/settings.ts';

/**
 * Commands of code actions, with their arguments kept here. VS Code forgets the arguments of such a command as soon as
 * it has asked for newer actions, even while the menu that shows the older ones is open: on a busy machine a click
 * then did nothing. A command without arguments is executed by its id alone, so that each place in the menu has one of
 * its own, which runs what was last offered in that place.
 */
export class LightBulbCommands implements Disposable {
  readonly #registered: Disposable[] = [];
  #offered: readonly Command[] = [];

  /** Gives code actions commands that stay what they are. */
  keep(actions: readonly (Command | CodeAction)[]): void {
    const withArguments = actions.filter(
      (action): action is CodeAction & { command: Command } =>
        typeof action.command === 'object' && action.command.arguments !== undefined,
    );
    // A menu without any does not make those of another one meaningless.
    if (withArguments.length > 0) this.#offered = withArguments.map(({ command }) => command);
    for (const [place, action] of withArguments.entries()) {
      action.command = { title: action.command.title, command: this.#idOf(place) };
    }
  }

  dispose(): void {
    for (const registration of this.#registered) registration.dispose();
  }

  #idOf(place: number): string {
    const id = `${SECTION}.lightBulb.${place + 1}`;
    this.#registered[place] ??= commands.registerCommand(id, () => {
      const offered = this.#offered[place];
      return offered && commands.executeCommand(offered.command, ...((offered.arguments ?? []) as unknown[]));
    });
    return id;
  }
}
