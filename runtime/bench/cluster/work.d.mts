export function nothing(): number;
export function bytes(length: number): Buffer;
