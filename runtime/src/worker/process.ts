import { END, INITIALIZER, now, type TaskMessage } from './protocol.ts';
import type { Channel } from './channel.ts';
import { runTask } from './run-task.ts';
import { endWithParent } from './end-with-parent.ts';
import * as Status from './status.ts';

/** The loop of a worker process: one task at a time, over the channel of `child_process`. */
export function serveProcess(parent: number): void {
  const send = process.send?.bind(process);
  // Programs tell whoever has started them that they are ready. Here nobody would understand it.
  delete process.send;
  const channel: Channel = {
    between: 'processes',
    post(reply) {
      send?.(reply);
    },
  };
  // The first task may be there before an asynchronous initializer is done.
  let before: Promise<void> | undefined;
  process.on('message', (task: TaskMessage | typeof END) => {
    if (task === END) process.exit();
    before = runAfter(before, task);
  });
  // The parent is gone: nobody waits for what this process does.
  process.once('disconnect', () => process.exit());
  channel.post([INITIALIZER, Status.READY, 0, undefined, now(), 0, undefined], []);
  endWithParent(parent);

  /** Not by `then`, which a function may replace. */
  async function runAfter(earlier: Promise<void> | undefined, task: TaskMessage): Promise<void> {
    await earlier;
    await runTask(task, channel);
  }
}
