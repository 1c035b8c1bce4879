/** What a host says of itself: a word for what has happened, and what belongs to it. */
export type Log = (event: string, details?: Readonly<Record<string, unknown>>) => void;

/** Writes a line for each event, for people or as JSON. */
export function logTo(write: (line: string) => void, form: 'lines' | 'json'): Log {
  return (event, details = {}) => {
    const time = new Date().toISOString();
    if (form === 'json') {
      write(`${JSON.stringify({ time, event, ...details })}\n`);
      return;
    }
    const shown = Object.entries(details).map(([name, value]) => {
      const text = String(value);
      return `${name}=${/^[^\s"]+$/.test(text) ? text : JSON.stringify(text)}`;
    });
    write(`${[time, event, ...shown].join(' ')}\n`);
  };
}
