// What newrelic, Elastic APM, OpenTelemetry and Sentry name with `--import`, or do when they are.
import { register } from 'node:module';

register('import-in-the-middle/hook.mjs', import.meta.url);
