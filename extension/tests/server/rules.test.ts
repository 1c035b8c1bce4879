import plugin from 'eslint-plugin-to-thread';
import { expect, it } from 'vitest';
import { RULES } from '../../src/shared/rules.ts';

it('the pages that a person can choose are those of all rules', () => {
  const rules = Object.entries(plugin.rules).map(([name, { meta }]) => ({ name, ...meta?.docs }));
  expect(RULES).toEqual(rules);
});
