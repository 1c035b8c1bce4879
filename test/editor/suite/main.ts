import { runMocha } from './mocha.ts';
import { testDiagnostics } from './diagnostics.ts';
import { testFixes } from './fixes.ts';
import { testCommands } from './commands.ts';
import { testServer } from './server.ts';
import { testSpeed } from './speed.ts';
import { testExplanations } from './explanations.ts';
import { testParts } from './parts.ts';

export async function run(): Promise<void> {
  await runMocha(() => {
    testDiagnostics();
    testFixes();
    testCommands();
    testParts();
    testExplanations();
    testServer();
    testSpeed();
  });
}
