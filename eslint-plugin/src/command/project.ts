import { realpath } from 'node:fs/promises';
import { findFiles } from './files/find-files.ts';
import type { FileChoice } from './files/find-files.ts';
import { readSource } from './files/source-file.ts';
import type { SourceFile } from './files/source-file.ts';
import { ProjectESLint } from './lint/project-eslint.ts';
import { ProjectLinter } from './lint/project-linter.ts';
import type { FileLinter } from './lint/project-linter.ts';
import { Repository } from './process/git.ts';

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

/** The project in whose folder the command runs. */
export class Project {
  /** Absolute path, with no symbolic link in it. */
  readonly cwd: string;
  readonly repository: Repository | undefined;
  readonly #eslint: ProjectESLint;
  readonly #linter: ProjectLinter;

  private constructor(cwd: string, repository: Repository | undefined, eslint: ProjectESLint) {
    this.cwd = cwd;
    this.repository = repository;
    this.#eslint = eslint;
    this.#linter = new ProjectLinter(cwd, eslint);
  }

  static async open(folder: string, { config }: { readonly config: boolean }): Promise<Project> {
    const cwd = await realpath(folder);
    const eslint = config ? await ProjectESLint.open(cwd) : ProjectESLint.bare(cwd);
    return new Project(cwd, await Repository.find(cwd), eslint);
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
