/**
 * The function beneath instrumentation. Tracing libraries (OpenTelemetry, shimmer, dd-trace) wrap Node's functions
 * and keep the original under `__original`.
 */
export function unwrap(value: unknown, depth = 8): unknown {
  const original = typeof value === 'function' ? (value as { __original?: unknown }).__original : undefined;
  return typeof original === 'function' && depth > 0 ? unwrap(original, depth - 1) : value;
}
