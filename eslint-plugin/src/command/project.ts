import { access, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findFiles } from './files/find-files.ts';
import type { FileChoice } from './files/find-files.ts';
import { readSource } from './files/source-file.ts';
import type { SourceFile } from './files/source-file.ts';
import { ProjectESLint } from './lint/project-eslint.ts';
import { ProjectLinter } from './lint/project-linter.ts';
import type { FileLinter } from './lint/project-linter.ts';
import { Repository } from './process/git.ts';
import { UserError } from './user-error.ts';

/** A file that was looked for, and what the rules need to see it. */
export interface ProjectFile {
  /** Path from the folder of the run, with forward slashes. */
  readonly name: string;
  readonly source: SourceFile;
  readonly lint: FileLinter;
}

/** A file that could not be looked at. */
export interface UnreadFile {
  readonly file: string;
  readonly reason: string;
}

/** What a project is opened with. */
interface Opening {
  /** Whether its ESLint configuration is read. */
  readonly config: boolean;
  /** A recording or a folder of them, from the folder; without it, those of the folder if there are any. */
  readonly trace?: string | undefined;
}

/** Where `to-thread trace` puts what it records. */
const RECORDINGS = '.to-thread';

/** The project in whose folder the command runs. */
export class Project {
  /** Absolute path, with no symbolic link in it. */
  readonly cwd: string;
  readonly repository: Repository | undefined;
  readonly #eslint: ProjectESLint;
  readonly #linter: ProjectLinter;

  private constructor(
    cwd: string,
    repository: Repository | undefined,
    eslint: ProjectESLint,
    trace: string | undefined,
  ) {
    this.cwd = cwd;
    this.repository = repository;
    this.#eslint = eslint;
    this.#linter = new ProjectLinter(cwd, eslint, trace);
  }

  /** @throws UserError if the recordings that are named are not there */
  static async open(folder: string, { config, trace }: Opening): Promise<Project> {
    const cwd = await realpath(folder);
    const eslint = config ? await ProjectESLint.open(cwd) : ProjectESLint.bare(cwd);
    return new Project(cwd, await Repository.find(cwd), eslint, await recordingsIn(cwd, trace));
  }

  /** Absolute paths of the files that are meant. */
  find(choice: FileChoice): Promise<string[]> {
    return findFiles(choice, this.#eslint, this.repository, this.cwd);
  }

  /** Reads a file, and finds out how to lint it. */
  async file(path: string): Promise<ProjectFile | UnreadFile> {
    const name = this.#linter.nameOf(path);
    const source = await readSource(path, this.repository?.root ?? this.cwd);
    if (typeof source === 'string') return { file: name, reason: source };
    return { name, source, lint: await this.#linter.forFile(path) };
  }
}

async function recordingsIn(cwd: string, trace: string | undefined): Promise<string | undefined> {
  try {
    await access(resolve(cwd, trace ?? RECORDINGS));
    return trace ?? RECORDINGS;
  } catch {
    if (trace === undefined) return undefined;
    throw new UserError(
      `There is no recording at ${trace}. \`npx to-thread trace -- <command>\` records into ${RECORDINGS}.`,
    );
  }
}
