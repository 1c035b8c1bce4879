import { extensions, Uri } from 'vscode';

/** The parts of the API of VS Code's Git extension that are used, of its version 1. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly repositories: readonly {
    readonly state: {
      readonly workingTreeChanges: readonly Change[];
      readonly indexChanges: readonly Change[];
      readonly mergeChanges: readonly Change[];
      /** Absent before VS Code 1.90. */
      readonly untrackedChanges?: readonly Change[];
    };
    /** Looks at the files again. */
    status(): Promise<void>;
  }[];
}

interface Change {
  readonly uri: Uri;
  readonly renameUri?: Uri | undefined;
}

/**
 * The files of the open repositories that differ from the last commit, each once; some may have been deleted.
 *
 * @throws when there is no Git, or no repository
 */
export async function changedFiles(): Promise<Uri[]> {
  const git = await extensions.getExtension<GitExtension>('vscode.git')?.activate();
  if (git?.enabled !== true) throw new Error('Git is not there, or turned off in the settings');
  const { repositories } = git.getAPI(1);
  if (repositories.length === 0) throw new Error('no folder of a Git repository is open');
  await Promise.all(repositories.map((repository) => repository.status()));
  const changes = repositories.flatMap(({ state }) => [
    ...state.workingTreeChanges,
    ...state.indexChanges,
    ...state.mergeChanges,
    ...(state.untrackedChanges ?? []),
  ]);
  const uris = changes.map(({ uri, renameUri }) => (renameUri ?? uri).toString());
  return [...new Set(uris)].map((uri) => Uri.parse(uri));
}
