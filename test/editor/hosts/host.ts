/** One run of VS Code with a suite inside of its extension host. */
export interface Run {
  /** Absolute path of the folder or the `.code-workspace` file that is opened. */
  readonly workspace: string;
  /** Absolute path of a CommonJS file that exports `run(): Promise<void>`. */
  readonly suite: string;
  /** Absolute paths of extensions in development; they need not be packed. */
  readonly extensions: readonly string[];
  /** Whether the opened folder is trusted. */
  readonly trusted: boolean;
  /** More variables for the extension host. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A real VS Code. */
export interface EditorHost extends AsyncDisposable {
  /** What it is, for the log. */
  readonly name: string;
  /** Opens a window and runs the suite in it; what the suite prints is printed. Rejects when a test fails. */
  run(run: Run): Promise<void>;
}

/** A kind of VS Code that may or may not be had on this machine. */
export interface Candidate {
  readonly name: string;
  /** Gets the editor. Rejects with the reason where it cannot be had. */
  readonly prepare: () => Promise<StartHost>;
}

/** Makes a host with the extension installed from its .vsix. */
export type StartHost = (vsix: string) => Promise<EditorHost>;
