import { END, INITIALIZER, now, type TaskMessage } from './protocol.ts';
import { runTask, type Channel } from './run-task.ts';
import * as Status from './status.ts';

/** The loop of a worker process: one task at a time, over the channel of `child_process`. */
export function serveProcess(): void {
  const channel: Channel = {
    between: 'processes',
    post(reply) {
      process.send?.(reply);
    },
  };
  process.on('message', (task: TaskMessage | typeof END) => {
    if (task === END) process.exit();
    // Tasks never reject; what they have to say they say over the channel.
    void runTask(task, channel);
  });
  // The parent is gone: nobody waits for what this process does.
  process.once('disconnect', () => process.exit());
  channel.post([INITIALIZER, Status.READY, 0, undefined, now(), 0, undefined], []);
}
