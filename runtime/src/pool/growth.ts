/** Milliseconds between two looks at whether another worker would help. */
const INTERVAL = 1;

/** A new worker takes about 25 ms of a core to start; less work than that is not worth one. */
const START_TIME = 25;

/** More workers starting at a time than this only slow each other down. */
const MOST_STARTING = 4;

/**
 * Decides when a pool with waiting tasks gets another worker: not at once, because a burst of short calls is over
 * before a worker is up, but as soon as the calls turn out to block.
 */
export class Growth {
  readonly #grow: () => void;
  #timer: NodeJS.Timeout | undefined;
  #starting = 0;
  #finishedSinceLook = 0;

  /** @param grow called when it is time to look whether another worker is worthwhile */
  constructor(grow: () => void) {
    this.#grow = grow;
  }

  workerIsStarting(): void {
    this.#starting++;
  }

  workerIsReady(): void {
    this.#starting--;
  }

  taskFinished(): void {
    this.#finishedSinceLook++;
  }

  /** Looks again in a moment, if there may be need. */
  consider(needed: boolean): void {
    if (!needed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#grow();
    }, INTERVAL);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param backlog milliseconds until the waiting tasks are done with the workers there are */
  isWorthwhile(backlog: number): boolean {
    const isStuck = this.#finishedSinceLook === 0;
    this.#finishedSinceLook = 0;
    return this.#starting < MOST_STARTING && (isStuck || backlog > START_TIME);
  }
}
