import {
  EventEmitter,
  ShellExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { LogOutputChannel, TaskExecution, WorkspaceFolder } from 'vscode';
import type { InstallPlan } from '../shared/messages.ts';
import { sayFailure } from './say-failure.ts';
import type { ServerProcess } from './server-process.ts';
import type { StatusItem } from './status-item.ts';

/** How an installation ended. */
export type Installation = 'installed' | 'failed' | 'already installed' | 'nothing to install for';

/**
 * Installs the runtime for a file, in a terminal that the user sees. Nothing asks for it on its own accord.
 *
 * @param file the file that needs the runtime; the user is asked for a folder without one
 */
export async function installRuntime(
  file: Uri | undefined,
  server: ServerProcess,
  log: LogOutputChannel,
  status: StatusItem,
): Promise<Installation> {
  const place = file?.scheme === 'file' ? file : await pickFolder();
  if (!place) return 'nothing to install for';
  const plan = await server.request('toThread/installPlan', { uri: place.toString() });
  if (plan.installed) {
    log.info(`${plan.packageName} is already installed for ${place.fsPath}.`);
    return 'already installed';
  }
  status.busy = true;
  const exitCode = await run(plan, workspace.getWorkspaceFolder(place)).finally(() => {
    status.busy = false;
  });
  server.projectChanged();
  const commandLine = [plan.command, ...plan.args].join(' ');
  if (exitCode === 0) {
    log.info(`\`${commandLine}\` installed ${plan.packageName} in ${plan.folder}.`);
    return 'installed';
  }
  const ended = exitCode === undefined ? 'was ended' : `ended with exit code ${exitCode}`;
  log.error(`\`${commandLine}\` ${ended} in ${plan.folder}; its terminal shows what it said.`);
  sayFailure(`Installing ${plan.packageName} failed: \`${commandLine}\` ${ended}, see its terminal`);
  return 'failed';
}

/** A package.json to be, in the folder that the user chooses: the only one there is, without asking. */
async function pickFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  return folder && Uri.joinPath(folder.uri, 'package.json');
}

/** Runs the package manager as a task and gives its exit code; none when the task was ended from outside. */
async function run(plan: InstallPlan, folder: WorkspaceFolder | undefined): Promise<number | undefined> {
  const { packageName, packageManager, command, args } = plan;
  const task = new Task(
    { type: 'shell', task: 'to-thread' },
    folder ?? TaskScope.Workspace,
    `Install ${packageName} with ${packageManager}`,
    'to-thread',
    new ShellExecution(command, [...args], { cwd: plan.folder }),
    [],
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true };

  // Events can come before it is known which task they are about.
  const exitCodes = new Map<TaskExecution, number | undefined>();
  const ends = new EventEmitter<void>();
  const note = (execution: TaskExecution, exitCode: number | undefined): void => {
    if (!exitCodes.has(execution)) exitCodes.set(execution, exitCode);
    ends.fire();
  };
  const subscriptions = [
    ends,
    tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      note(execution, exitCode);
    }),
    // The shell itself may not start, and then there is no process that could end.
    tasks.onDidEndTask(({ execution }) => {
      note(execution, undefined);
    }),
  ];
  try {
    const execution = await tasks.executeTask(task);
    if (!exitCodes.has(execution)) {
      await new Promise<void>((resolve) => {
        subscriptions.push(
          ends.event(() => {
            if (exitCodes.has(execution)) resolve();
          }),
        );
      });
    }
    return exitCodes.get(execution);
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}
