import { testVerdicts } from '../support/verdicts.ts';

const ACCOUNTS = 'import { getAccount, loadPage, getJson } from "./accounts.js"; ';

testVerdicts('what was looked up and awaited, read before a call and changed after it', [
  [
    `${ACCOUNTS}export async function pay(id, n) { const account = await getAccount(id); if (account.balance < n) throw new Error('poor'); appendFileSync('log', id); account.balance -= n; }`,
    ['interleaving', { place: 'account.balance' }],
  ],
  [
    "export const limit = (store) => async (key) => { const bucket = await store.load(key); if (bucket.tokens === 0) return false; appendFileSync('log', key); bucket.tokens--; return true; };",
    ['interleaving', { place: 'bucket.tokens' }],
  ],
  [
    'export class Shop { #stock; async sell(sku) { const item = await this.#stock.load(sku); if (item.orders.length > 3) return; READ; item.orders.push(sku); } }',
    ['interleaving', { place: 'item.orders' }],
  ],
  [
    `${ACCOUNTS}export async function f(id) { const a = await getAccount(id); const n = a.visits; READ; a.visits = n + 1; }`,
    ['interleaving', { place: 'a.visits' }],
  ],
  // Nothing of what is changed was read before.
  [
    `${ACCOUNTS}export async function f(id) { const account = await getAccount(id); if (account.isClosed) return; READ; account.seen = true; }`,
    'fixed',
  ],
  // Other code could come in already.
  [
    `${ACCOUNTS}export async function f(id) { const account = await getAccount(id); const n = account.visits; await account.sync(); READ; account.visits = n + 1; }`,
    'fixed',
  ],
  // It is given what was read: a cache.
  [
    `${ACCOUNTS}export async function f(id) { const page = await loadPage(id); if (!page.text) page.text = READ; return page; }`,
    'fixed',
  ],
  // What is read anew, made, or comes from elsewhere, is the run's own.
  [
    `${ACCOUNTS}export async function f(id) { const data = await getJson(id); if (data.n > 1) return; READ; data.n = 2; return data; }`,
    'fixed',
  ],
  [
    'export async function f(url) { const res = await fetch(url); const data = await res.json(); if (data.n > 1) return; READ; data.n = 2; return data; }',
    'fixed',
  ],
  [
    'import { find } from "some-orm"; export async function f(id) { const row = await find(id); if (row.n > 1) return; READ; row.n = 2; return row; }',
    'fixed',
  ],
  [
    'import { makeReport } from "./report.js"; export async function f(id) { const report = await makeReport(id); if (report.n > 1) return; READ; report.n = 2; return report; }',
    'fixed',
  ],
]);

testVerdicts(
  'the same where one thing is done after another',
  [
    [
      `${ACCOUNTS}export async function f(id) { const a = await getAccount(id); if (a.n > 1) return; READ; a.n = 2; }`,
      'fixed',
    ],
  ],
  { runs: 'serial' },
);
