export const coupons = { x: 1 };
export const remaining = (code) => coupons[code];
