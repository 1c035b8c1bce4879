/** A timer that never does anything but keep the process alive. */
export class KeepAlive {
  #timer: NodeJS.Timeout | undefined;

  set(needed: boolean): void {
    if (needed) {
      this.#timer ??= setInterval(() => undefined, 0x7fffffff);
    } else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
