import { readFileSync } from 'node:fs';
export async function handler(request, response) {
  const page = readFileSync('page.html', 'utf8');
  response.setHeader('content-type', 'text/html');
  response.end(page.replace('{path}', request.url));
}
