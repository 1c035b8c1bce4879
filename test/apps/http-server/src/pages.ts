import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import { titleOf, toHtml } from './markdown.ts';
import { escapeHtml, render } from './templates.ts';

interface Hit {
  page: string;
  title: string;
  line: number;
  text: string;
}

const maxHits = 20;

export function pageRoutes(config: Config): FastifyPluginAsync {
  const pageFile = (name: string) => path.join(config.contentFolder, `${path.basename(name)}.md`);

  function listPages(): string[] {
    return fs
      .readdirSync(config.contentFolder)
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => path.basename(name, '.md'));
  }

  async function search(words: string[]): Promise<Hit[]> {
    const hits: Hit[] = [];
    for (const page of listPages()) {
      const markdown = fs.readFileSync(pageFile(page), 'utf8');
      const lines = markdown.split('\n');
      for (const [index, text] of lines.entries()) {
        if (words.every((word) => text.toLowerCase().includes(word))) {
          hits.push({ page, title: titleOf(markdown, page), line: index + 1, text });
        }
        if (hits.length >= maxHits) return hits;
      }
    }
    return hits;
  }

  return async (app) => {
    app.get('/', async (_request, reply) => {
      const items: string[] = [];
      for (const page of listPages()) {
        const { size, mtime } = fs.statSync(pageFile(page));
        items.push(`<li><a href="/pages/${page}">${page}</a> ${size} bytes, ${mtime.toISOString()}</li>`);
      }
      const notice = fs.existsSync(config.noticeFile) ? fs.readFileSync(config.noticeFile, 'utf8').trim() : '';
      const body = `${notice && `<aside>${escapeHtml(notice)}</aside>`}<ul>${items.join('\n')}</ul>`;
      return reply.type('text/html').send(await render(config, 'layout', { title: config.title, body }));
    });

    app.get<{ Params: { name: string } }>('/pages/:name', async (request, reply) => {
      const markdown = fs.readFileSync(pageFile(request.params.name), 'utf8');
      const title = titleOf(markdown, request.params.name);
      return reply
        .type('text/html')
        .header('last-modified', fs.statSync(pageFile(request.params.name)).mtime.toUTCString())
        .send(await render(config, 'layout', { title: escapeHtml(title), body: toHtml(markdown) }));
    });

    app.get<{ Params: { name: string } }>('/pages/:name/history', async (request) => {
      const file = pageFile(request.params.name);
      fs.accessSync(file, fs.constants.R_OK);
      let log: string;
      try {
        log = execFileSync('git', ['log', '-n', '20', '--format=%h%x09%aI%x09%an%x09%s', '--', path.basename(file)], {
          cwd: config.contentFolder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
      } catch {
        return { page: request.params.name, changes: [] };
      }
      const changes = log === '' ? [] : log.split('\n').map((line) => {
        const [commit, date, author, subject] = line.split('\t');
        return { commit, date, author, subject };
      });
      return { page: request.params.name, changes };
    });

    app.get<{ Querystring: { q?: string } }>('/search', async (request, reply) => {
      const words = (request.query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length === 0) return reply.code(400).send({ error: 'say what to search for: /search?q=word' });
      return { hits: await search(words) };
    });

    app.get('/download', async (_request, reply) => {
      const pages = await Promise.all(
        listPages().map(async (page) => `<!-- ${page} -->\n${fs.readFileSync(pageFile(page), 'utf8')}`),
      );
      return reply
        .type('application/gzip')
        .header('content-disposition', 'attachment; filename="handbook.md.gz"')
        .send(gzipSync(pages.join('\n\n'), { level: 9 }));
    });
  };
}
