/**
 * An executor that gives its calls to several others in turns: to a `BullMQExecutor` for each of several queues, where one
 * part of Redis does not bring enough of them.
 *
 * @implements {import('to-thread').Executor}
 */
export class InTurns {
  #executors;
  #turn = 0;

  constructor(executors) {
    this.#executors = executors;
  }

  submit = (...call) => this.#take().submit(...call);
  run = (...call) => this.#take().run(...call);
  call = (...call) => this.#take().call(...call);
  map = (...call) => this.#take().map(...call);

  ready() {
    return this.#executors[this.#turn].ready();
  }

  async shutdown(options) {
    await Promise.all(this.#executors.map((each) => each.shutdown(options)));
  }

  async terminate() {
    await Promise.all(this.#executors.map((each) => each.terminate()));
  }

  [Symbol.asyncDispose]() {
    return this.shutdown();
  }

  get stats() {
    return this.#executors.map(({ stats }) => stats).reduce(sumOf);
  }

  #take() {
    const taken = this.#executors[this.#turn];
    this.#turn = (this.#turn + 1) % this.#executors.length;
    return taken;
  }
}

function sumOf(a, b) {
  const sum = Object.fromEntries(Object.entries(a).map(([name, count]) => [name, count + b[name]]));
  const calls = ({ completed, failed }) => completed + failed;
  for (const name of ['waitTime', 'runTime']) {
    const total = a[name].total + b[name].total;
    const max = Math.max(a[name].max, b[name].max);
    sum[name] = { total, mean: total / Math.max(1, calls(a) + calls(b)), max };
  }
  return sum;
}
