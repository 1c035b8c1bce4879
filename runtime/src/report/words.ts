/** Figures and places in words. */
import type { Location } from '../trace/recording.ts';

/** `212 ms`, `3.2 s`, `14 µs`: three digits at most. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds >= 1000) return `${digits(milliseconds / 1000)} s`;
  return milliseconds >= 1 ? `${digits(milliseconds)} ms` : `${digits(milliseconds * 1000)} µs`;
}

function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

export function count(value: number, estimated = false): string {
  return `${estimated ? '≈' : ''}${Math.round(value).toLocaleString('en')}`;
}

export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`;
}

/** `src/server.js:12:5` */
export function position({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** As a line of a stack trace. */
export function frame(location: Location): string {
  return location.name === undefined ? position(location) : `${location.name} (${position(location)})`;
}

/**
 * Names come from files that anybody may have written. What a terminal would act upon is shown as what it is, and so is
 * what turns the direction of text.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
