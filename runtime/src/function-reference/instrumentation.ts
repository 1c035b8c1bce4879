/**
 * The function beneath instrumentation. Tracing libraries (OpenTelemetry, shimmer, dd-trace) wrap Node's functions
 * and keep the original under `__original`.
 */
export function unwrap(value: unknown): unknown {
  let inner = value;
  for (let depth = 0; depth < 8 && typeof inner === 'function'; depth++) {
    const { __original: original } = inner as { __original?: unknown };
    if (typeof original !== 'function') break;
    inner = original;
  }
  return inner;
}
