/** A kind of object that structured clone would damage: how it is known, sent and made again. */
export interface Kind<T extends object = object, Data = unknown> {
  readonly is: (value: object) => boolean;
  /** Whether it may have properties beside what `take` takes. */
  readonly hasProperties?: true;
  /** What to send: plain data, of which `copier` makes what is in the object. */
  take(object: T, copier: Copier): Data;
  /** The object, without what it holds. */
  make(data: Data, options: MakeOptions): T;
  /** Called when everything in `data` is there. */
  fill?(object: T, data: Data): void;
}

/** What the encoder does for kinds. */
export interface Copier {
  /** The exports of the function's own module, where classes of errors may be found. */
  readonly exports: object | undefined;
  /** Makes a new array or object one that can be sent, by replacing what is in it. */
  readonly settle: <T extends object>(container: T) => T;
  /** Does so, but leaves out what cannot cross. */
  readonly settleLeniently: <T extends object>(container: T) => T;
}

export interface MakeOptions {
  /** The exports of the function's own module on this side. */
  readonly exports?: object | undefined;
  /** Completes a worker's stack with the frames of the code that awaits the call. */
  readonly completeStack?: ((stack: string) => string) | undefined;
}
