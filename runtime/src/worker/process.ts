import { END, INITIALIZER, type Batch } from './protocol.ts';
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
  process.on('message', (batch: Batch) => {
    if (batch === END) process.exit();
    // Tasks never reject; what they have to say they say over the channel.
    for (const task of batch) void runTask(task, channel);
  });
  // The parent is gone: nobody waits for what this process does.
  process.once('disconnect', () => process.exit());
  channel.post([INITIALIZER, Status.READY, 0, undefined, 0, 0, undefined], []);
}
