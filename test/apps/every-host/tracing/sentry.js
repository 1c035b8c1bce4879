import { createRequire } from 'node:module';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: 'http://key@127.0.0.1:9/1', tracesSampleRate: 1, integrations: [Sentry.fsIntegration()] });
// It wraps the functions when CommonJS asks for the module.
createRequire(import.meta.url)('fs');
