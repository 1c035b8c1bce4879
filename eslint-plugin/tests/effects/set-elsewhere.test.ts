import { testVerdicts } from '../support/verdicts.ts';

const AUTH = 'import { audit, auth, currentUser, expect, retry, runAs } from "./auth.js"; ';

testVerdicts('what a function of another file sets around a callback', [
  [
    `${AUTH}export const f = (user) => runAs(user, async () => { const text = READ; return text + currentUser(); });`,
    ['interleaving', { place: 'what `runAs` sets', who: 'the end of `runAs`' }],
  ],
  [
    `${AUTH}export const f = async (user) => await auth.as(user, async () => { const text = READ; return text + auth.user; });`,
    ['interleaving', { place: 'what `auth.as` sets' }],
  ],
  [
    `${AUTH}const text = async () => { const read = READ; return read + currentUser(); }; export const f = (user) => runAs(user, () => text());`,
    ['interleaving', { place: 'what `runAs` sets' }],
  ],
  [
    `${AUTH}import { getUser } from './user.js'; export const f = (user) => runAs(user, async () => { const text = READ; return text + getUser(); });`,
    ['interleaving', { place: 'what `runAs` sets' }],
  ],
  // It is asked before, nothing is asked, or only something is checked.
  [
    `${AUTH}export const f = (user) => runAs(user, async () => { const name = currentUser(); const text = READ; return text + name; });`,
    'fixed',
  ],
  [`${AUTH}export const f = (n) => retry(n, async () => { const text = READ; return text; });`, 'fixed'],
  [
    `${AUTH}export const f = (user) => runAs(user, async () => { const text = READ; expect(text); });`,
    'fixed',
  ],
  // The callback has waited before, and so could the function.
  [
    `${AUTH}export const f = (user) => runAs(user, async () => { await fetch(user); const text = READ; return text + currentUser(); });`,
    'fixed',
  ],
  // It is only said what is to be done some time.
  [
    `${AUTH}import { getUser } from './user.js'; runAs(currentUser, async () => { const text = READ; return text + getUser(); });`,
    'fixed',
  ],
]);

const REGION = 'import { setRegion, setConfig, useRegion } from "./region.js"; ';
const CURRENT = 'import { getRegion, getConfig, region, format } from "./current.js"; ';

testVerdicts('what one file sets and another one is asked for', [
  [
    `${REGION}${CURRENT}export async function f(name) { setRegion(name); const text = READ; return text + getRegion(); }`,
    ['interleaving of two', { first: 'setRegion', last: 'getRegion' }],
  ],
  [
    `${REGION}${CURRENT}export async function f(name) { useRegion(name); const text = READ; return text + region; }`,
    ['interleaving of two', { first: 'useRegion', last: 'region' }],
  ],
  // It is told what it is about, is about something else, or is set for all.
  [
    `${REGION}${CURRENT}export async function f(name) { setRegion(name); const text = READ; return text + getRegion(name); }`,
    'fixed',
  ],
  [
    `${REGION}${CURRENT}export async function f(name) { setRegion(name); const text = READ; return format(text); }`,
    'fixed',
  ],
  [
    `${REGION}${CURRENT}export async function f(name) { setConfig(name); const text = READ; return text + getConfig(); }`,
    'fixed',
  ],
]);
