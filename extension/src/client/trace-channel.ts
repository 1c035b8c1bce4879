import { EventEmitter, LogLevel, workspace } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import { SECTION } from '../shared/settings.ts';

const SETTING = 'trace.server';

/**
 * The log as the language client is to see it for the traffic that it traces. The client writes only where the level of
 * a log is that of a trace, whatever the setting says: here the setting is the level, and what is traced is information.
 */
export function traceChannel(log: LogOutputChannel): LogOutputChannel {
  const levels = new EventEmitter<LogLevel>();
  const isTraced = (): boolean => workspace.getConfiguration(SECTION).get<string>(SETTING, 'off') !== 'off';
  const level = (): LogLevel => (isTraced() ? LogLevel.Trace : log.logLevel);
  const subscriptions = [
    levels,
    log.onDidChangeLogLevel(() => {
      levels.fire(level());
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.${SETTING}`)) levels.fire(level());
    }),
  ];
  return Object.create(log, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: levels.event },
    trace: {
      value: (message: string) => {
        if (isTraced()) log.info(message);
        else log.trace(message);
      },
    },
    dispose: {
      value: () => {
        for (const subscription of subscriptions) subscription.dispose();
      },
    },
  }) as LogOutputChannel;
}
