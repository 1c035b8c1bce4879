import { isChanging } from './known-calls.ts';

/** Names that tell of functions which have no row whether they change files. */

/** Words in the names of the catalog's functions, and of their modules, that change files. */
const WORDS = new Set(
  'copy create del delete empty ensure extract link lock make mkdir mkdirp move mv output remove rimraf rm sed sort touch write'.split(
    ' ',
  ),
);

/** Whether a function of the catalog may change files: one of the words of its name and its module's says so. */
export function mayChangeByName(name: string): boolean {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => WORDS.has(word.toLowerCase()));
}

/** Whether a function that nobody knows changes files whose paths it is given: most only read them. */
export function changesFiles(name: string): boolean {
  return isChanging(name) || BEGINNINGS.test(name);
}

const BEGINNINGS =
  /^(?:archive|backup|clean|cleanup|discard|dump|erase|export|flush|overwrite|persist|prune|purge|rm|sync|trash|truncate|unlink|wipe)(?![a-z])/;
