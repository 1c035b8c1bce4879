import fs from 'node:fs';
export async function approve(request, reply) {
  if (request.approved) return `${reply} already`;
  const text = fs.readFileSync('a', 'utf8');
  request.approved = true;
  return reply + text;
}
