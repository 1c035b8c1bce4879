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

testVerdicts('what was read is put into what was looked up', [
  [
    `${ACCOUNTS}export async function f(id, file) { const a = await getAccount(id); const text = fs.readFileSync(file, 'utf8'); a.items.push(text); }`,
    ['other order', { place: 'a.items' }],
  ],
  [
    `${ACCOUNTS}export async function f(id, file) { const { items } = await getAccount(id); items.push(fs.readFileSync(file, 'utf8')); }`,
    ['other order', { place: 'items' }],
  ],
  [
    `${ACCOUNTS}export const f = (id, file) => getAccount(id).then(async ({ items }) => { const text = fs.readFileSync(file, 'utf8'); items.push(text); });`,
    ['other order', { place: 'items' }],
  ],
  [
    `${ACCOUNTS}export async function f(id, file) { const a = await getAccount(id); a.picture = fs.readFileSync(file, 'utf8'); }`,
    ['other order', { place: 'a.picture' }],
  ],
  [
    `${ACCOUNTS}export async function f(id, file) { const a = await getAccount(id); Object.assign(a, { text: fs.readFileSync(file, 'utf8') }); }`,
    ['other order', { place: 'a' }],
  ],
  [
    `${ACCOUNTS}export async function f(id, file) { const a = await getAccount(id); a.add(fs.readFileSync(file, 'utf8')); }`,
    ['other order', { place: 'a' }],
  ],
  [
    `${ACCOUNTS}const put = (a, text) => { a.items.push(text); }; export async function f(id, file) { const a = await getAccount(id); put(a, fs.readFileSync(file, 'utf8')); }`,
    ['other order', { place: 'a.items' }],
  ],
  [
    `${ACCOUNTS}export async function f(id, file) { const { data } = await getAccount(id); const text = fs.readFileSync(file, 'utf8'); data.set('last', text); }`,
    ['other order', { place: 'data' }],
  ],
  // All who ask for the same are given the same.
  [
    `${ACCOUNTS}export async function f(id) { const page = await loadPage(id); page.text = fs.readFileSync(id + '.txt', 'utf8'); return page; }`,
    'fixed',
  ],
  [
    `${ACCOUNTS}export async function f(id, key) { const { data } = await getAccount(id); const text = fs.readFileSync(id + key, 'utf8'); data.set(key, text); }`,
    'fixed',
  ],
  // The run goes on with what it has made of a list as a whole.
  [
    `${ACCOUNTS}export async function f(id, file) { const list = await getAccount(id); list.push(fs.readFileSync(file, 'utf8')); return list.join(); }`,
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
