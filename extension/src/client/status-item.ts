import { LanguageStatusSeverity, languages, window } from 'vscode';
import type { Command, Disposable, LanguageStatusItem } from 'vscode';
import { COMMANDS } from '../shared/commands.ts';
import type { DocumentStatus, Silence } from '../shared/messages.ts';
import { documentSelector } from './document-selector.ts';

const SILENCES: Readonly<Record<Silence, string>> = {
  disabled: 'turned off in the settings',
  excluded: 'excluded in the settings',
  'too large': 'too large, or with too long lines, for the settings',
  'ignored by project': "left out by the project's ESLint configuration",
  'no project rule': 'no ESLint configuration with the rule',
  'shown by ESLint': 'shown by the ESLint extension',
  'syntax error': 'the code does not parse',
};

/** Where nothing is checked, nothing else is of interest. */
const LEFT_ALONE: ReadonlySet<Silence> = new Set([
  'disabled',
  'excluded',
  'too large',
  'ignored by project',
  'no project rule',
]);

const SHOW_OUTPUT: Command = { command: COMMANDS.showOutput, title: 'Show Output' };

/** Something that is wrong, whichever file is in front. */
interface Notice {
  readonly text: string;
  /** What can be done about it; the log is shown where there is nothing. */
  readonly command?: Command;
}

/** The one place that says how things stand: the language status item of the file in front. */
export class StatusItem implements Disposable {
  readonly #item: LanguageStatusItem;
  readonly #statuses = new Map<string, DocumentStatus>();
  readonly #subscription: Disposable;
  /** Something that concerns all files: the server has stopped, or an installation has failed. */
  #notice: Notice | undefined;

  constructor() {
    this.#item = languages.createLanguageStatusItem('toThread', documentSelector);
    this.#item.name = 'to-thread';
    this.#subscription = window.onDidChangeActiveTextEditor(() => {
      this.#render();
    });
    this.#render();
  }

  /** What is known about a document. */
  statusOf(uri: string): DocumentStatus | undefined {
    return this.#statuses.get(uri);
  }

  update(status: DocumentStatus): void {
    this.#statuses.set(status.uri, status);
    this.#render();
  }

  closed(uri: string): void {
    this.#statuses.delete(uri);
  }

  set busy(busy: boolean) {
    this.#item.busy = busy;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** Says something until it is withdrawn with `undefined`. */
  set notice(notice: Notice | undefined) {
    this.#notice = notice;
    this.#render();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #render(): void {
    const uri = window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : this.#statuses.get(uri);
    const { text, detail, severity, command } = describe(status, this.#notice);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severity;
    this.#item.command = command;
  }
}

interface Description {
  readonly text: string;
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
}

function describe(status: DocumentStatus | undefined, notice: Notice | undefined): Description {
  const { Error, Information, Warning } = LanguageStatusSeverity;
  if (notice) {
    const { text, command = SHOW_OUTPUT } = notice;
    return { text: 'to-thread', detail: text, severity: Error, command };
  }
  if (!status) return { text: 'to-thread', detail: 'waiting', severity: Information, command: SHOW_OUTPUT };

  const { problems, rule, silence, runtime, trouble, duration, slow, uri } = status;
  const text =
    silence === undefined || silence === 'shown by ESLint'
      ? `to-thread: ${problems === 0 ? 'no problems' : `${problems} ${problems === 1 ? 'problem' : 'problems'}`}`
      : 'to-thread';
  const isLeftAlone = silence !== undefined && LEFT_ALONE.has(silence);
  const details = [
    ...(silence === undefined ? [] : [SILENCES[silence]]),
    ...(isLeftAlone ? [] : [rule === 'project' ? "project's ESLint configuration" : 'bundled rules']),
    ...(slow ? [`slow file (${(duration / 1000).toFixed(1)} s), checked on save`] : []),
    ...(isLeftAlone ? [] : [runtime === 'installed' ? 'runtime installed' : 'runtime missing']),
  ];
  if (trouble !== undefined) {
    return { text, detail: 'see the log for what went wrong', severity: Warning, command: SHOW_OUTPUT };
  }
  const install: Command = { command: COMMANDS.installRuntime, title: 'Install Runtime', arguments: [uri] };
  return {
    text,
    detail: details.join(', '),
    severity: slow ? Warning : Information,
    command: runtime === 'installed' || problems === 0 ? SHOW_OUTPUT : install,
  };
}
