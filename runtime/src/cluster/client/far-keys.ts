import type { FunctionKey } from '../../worker/protocol.ts';
import type { FarKey } from '../wire/far-key.ts';
import { farKeyOf, type Naming } from './far-key-of.ts';

/** Texts of functions can be made without end. */
const MOST_KEPT = 512;

/** How functions are named to other machines, each looked up once. */
export class FarKeys {
  readonly #naming: Naming;
  readonly #known = new Map<string, FarKey>();

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  /**
   * @param text how the function is named to workers of this machine
   * @param name its name for messages
   * @throws TypeError if it is in no file that other machines have, or could only go as a text
   */
  of(text: string, name: string): FarKey {
    const known = this.#known.get(text);
    if (known) return known;
    const made = farKeyOf(JSON.parse(text) as FunctionKey, name, this.#naming);
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
