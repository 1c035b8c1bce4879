import fs from 'node:fs';
export function makeJoin(club) {
  const { isMember, enroll } = club;
  return async (name, rules) => {
    if (isMember(name)) return 'member';
    const text = fs.readFileSync(rules, 'utf8');
    return `${enroll(name)} ${text}`;
  };
}
