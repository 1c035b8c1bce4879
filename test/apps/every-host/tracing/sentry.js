import { setImmediate } from 'node:timers/promises';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: 'http://key@127.0.0.1:9/1', tracesSampleRate: 1, integrations: [Sentry.fsIntegration()] });
// It wraps the functions when the event loop turns.
await setImmediate();
