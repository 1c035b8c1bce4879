import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import { isMissingFile } from './errors.ts';

interface Account {
  name: string;
  salt: string;
  hash: string;
}

interface Credentials {
  name: string;
  password: string;
}

const credentialsSchema = {
  body: {
    type: 'object',
    required: ['name', 'password'],
    properties: {
      name: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,30}$' },
      password: { type: 'string', minLength: 8, maxLength: 200 },
    },
  },
};

const cost = { N: 2 ** 14, r: 8, p: 1 };

class AccountStore {
  readonly #file: string;
  readonly #accounts: Map<string, Account>;

  constructor(file: string) {
    this.#file = file;
    this.#accounts = new Map(readAccounts(file).map((account) => [account.name, account]));
  }

  async add(name: string, password: string): Promise<boolean> {
    if (this.#accounts.has(name)) return false;
    const salt = randomBytes(16).toString('hex');
    const hash = scryptSync(password, salt, 64, cost).toString('hex');
    this.#accounts.set(name, { name, salt, hash });
    // A reader never meets half a file: the new one is written beside it and takes its place.
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#accounts.values()], null, 2));
    renameSync(`${this.#file}.new`, this.#file);
    return true;
  }

  async verify(name: string, password: string): Promise<boolean> {
    const account = this.#accounts.get(name);
    if (!account) return false;
    return timingSafeEqual(scryptSync(password, account.salt, 64, cost), Buffer.from(account.hash, 'hex'));
  }
}

function readAccounts(file: string): Account[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Account[];
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}

export function accountRoutes(config: Config): FastifyPluginAsync {
  const store = new AccountStore(config.accountsFile);
  const sessions = new Map<string, string>();

  return async (app) => {
    app.post<{ Body: Credentials }>('/', { schema: credentialsSchema }, async (request, reply) => {
      const { name, password } = request.body;
      if (!(await store.add(name, password))) {
        return reply.code(409).send({ error: `there is an account called ${name} already` });
      }
      return reply.code(201).send({ name });
    });

    app.post<{ Body: Credentials }>('/login', { schema: credentialsSchema }, async (request, reply) => {
      const { name, password } = request.body;
      if (!(await store.verify(name, password))) return reply.code(401).send({ error: 'wrong name or password' });
      const session = randomBytes(24).toString('base64url');
      sessions.set(session, name);
      return reply.header('set-cookie', `session=${session}; HttpOnly; SameSite=Lax; Path=/`).send({ name });
    });

    app.get('/me', async (request, reply) => {
      const session = /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
      const name = session && sessions.get(session);
      return name ? { name } : reply.code(401).send({ error: 'not signed in' });
    });
  };
}
