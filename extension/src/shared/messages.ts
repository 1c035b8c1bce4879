/**
 * What client and server say to each other beyond the language server protocol. Only plain data crosses, so both
 * sides compile against this one file and against nothing of each other.
 */

/** Asks that work on a whole workspace folder, on all of them, or on a part. */
interface WorkspaceParams {
  /** Workspace folders as URIs; all that are open when absent. */
  readonly folders?: readonly string[];
  /** A folder as a URI: only what lies in it. */
  readonly within?: string;
  /** Files as URIs, which are looked at in place of all files. */
  readonly files?: readonly string[];
  /** Where to report progress to, as `$/progress` notifications. */
  readonly workDoneToken: string;
}

/** What a scan found; the problems themselves are published as diagnostics. */
export interface ScanResult {
  /** Files that were looked at. */
  readonly files: number;
  readonly filesWithProblems: number;
  readonly problems: number;
  /** Files that could not be read or parsed; the log says why. */
  readonly failed: number;
  readonly cancelled: boolean;
}

/** A replacement in a document, with positions as in the language server protocol. */
interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}

/** Zero-based line and UTF-16 code unit. */
interface Position {
  readonly line: number;
  readonly character: number;
}

export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly Edit[];
  /** Of the text that the edits are for, as `digestOf` gives it: they mean nothing in another one. */
  readonly digest: string;
}

export interface WorkspaceFix {
  readonly files: readonly FileEdits[];
  /** Files with problems that nothing can be done about before the runtime is installed, as URIs. */
  readonly withoutRuntime: readonly string[];
  readonly cancelled: boolean;
}

/** A problem in words. */
export interface ProblemDescription {
  /** Counted from one. */
  readonly line: number;
  readonly message: string;
  /** Why the call blocks, and what could take its place, in Markdown. */
  readonly explanation?: string;
  readonly isFixedAutomatically: boolean;
}

/** What is known of a file, open or not. */
export interface FileDescription {
  readonly problems: readonly ProblemDescription[];
  readonly silence?: Silence;
  readonly trouble?: string;
}

/** How to install the runtime for a file. */
export interface InstallPlan {
  /** What is installed. */
  readonly packageName: string;
  /** Absolute path of the package that needs it, where the command runs. */
  readonly folder: string;
  readonly packageManager: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly installed: boolean;
}

/** Whether the module that fixes import is there for a file. */
export type RuntimePresence =
  | 'installed'
  /** A package.json names it, but it is not in node_modules. */
  | 'declared'
  | 'missing';

/** Why nothing is shown for a document. */
export type Silence =
  | 'disabled'
  | 'excluded'
  /** Longer than the settings let a text be that somebody wrote. */
  | 'too large'
  /** The project's ESLint configuration leaves the file, or the rule in it, out. */
  | 'ignored by project'
  | 'no project rule'
  /** The ESLint extension shows the same problems. */
  | 'shown by ESLint'
  | 'syntax error';

/** The state of one document, for the language status item. */
export interface DocumentStatus {
  readonly uri: string;
  readonly problems: number;
  readonly rule: 'bundled' | 'project';
  readonly silence?: Silence;
  readonly runtime: RuntimePresence;
  /** What went wrong, in words for the user: a project configuration that does not load, say. */
  readonly trouble?: string;
  /** Milliseconds that the last check took. */
  readonly duration: number;
  /** Whether those were too many to check on every key. */
  readonly slow: boolean;
}

/** What lies in a folder. */
interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Requests, by method: of the client, but for the last two. */
export interface Requests {
  'toThread/scanWorkspace': { readonly params: WorkspaceParams; readonly result: ScanResult };
  /** Collects the edits of all safe fixes; the client applies them, so that the user can look at them first. */
  'toThread/fixWorkspace': {
    readonly params: WorkspaceParams;
    readonly result: WorkspaceFix;
  };
  'toThread/describe': { readonly params: { readonly uri: string }; readonly result: FileDescription };
  /** The text of a file that is not on disk. */
  'toThread/readFile': { readonly params: { readonly uri: string }; readonly result: string };
  /** What lies in a folder that is not on disk, but for links. */
  'toThread/listFolder': {
    readonly params: { readonly uri: string };
    readonly result: readonly FolderEntry[];
  };
  'toThread/installPlan': { readonly params: { readonly uri: string }; readonly result: InstallPlan };
}

/** Notifications, by method. */
export interface Notifications {
  /** Server to client: the state of a document changed. */
  'toThread/status': DocumentStatus;
  /** Client to server: packages were installed, so what was known about the project is out of date. */
  'toThread/projectChanged': Record<string, never>;
  /** Client to server: the problems that scans have left are to go. */
  'toThread/clearResults': Record<string, never>;
}
