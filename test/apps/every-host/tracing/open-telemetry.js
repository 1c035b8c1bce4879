import { createRequire } from 'node:module';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { FsInstrumentation } from '@opentelemetry/instrumentation-fs';

registerInstrumentations({ instrumentations: [new FsInstrumentation()] });
// It wraps the functions when CommonJS asks for the module.
createRequire(import.meta.url)('fs');
