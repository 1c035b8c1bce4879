/** Where graceful-fs, which fs-extra and many others load, keeps the `close` and `closeSync` that it replaces in `fs`. */
const REPLACED = Symbol.for('graceful-fs.previous');

/**
 * The function beneath instrumentation. Tracing libraries (OpenTelemetry, shimmer, dd-trace) wrap Node's functions
 * and keep the original under `__original`.
 */
export function unwrap(value: unknown, depth = 8): unknown {
  if (typeof value !== 'function') return value;
  const { __original, [REPLACED]: replaced } = value as { __original?: unknown; [REPLACED]?: unknown };
  const original = __original ?? replaced;
  return typeof original === 'function' && depth > 0 ? unwrap(original, depth - 1) : value;
}
