import { coupons } from './coupons.mjs';
export const redeem = (code) => {
  coupons[code]--;
};
