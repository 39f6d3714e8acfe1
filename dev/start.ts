import { loadConfigOrExit } from '#config/env.ts';
import { createDashboardFiles } from '#dashboard/build/dashboard-files.ts';
import { exitCodeOf } from './exit-code.ts';
import { Interrupted, withStack } from './with-stack.ts';
import type { RunningStack } from './supervisor.ts';

// `npm start`: the whole system on this machine until Ctrl-C.
const config = loadConfigOrExit('dev');
try {
  // Built beside the start of the servers, so that the first visit does not wait; without it all else still works.
  const dashboard = createDashboardFiles()().catch((error: unknown) => console.error('dashboard not built:', error));
  await withStack({ config, log: (line) => console.log(line) }, async (stack) => {
    await dashboard;
    console.log(greeting(stack));
    return new Promise<never>(() => undefined);
  });
} catch (error) {
  // Being told to stop is how this program ends.
  process.exitCode = error instanceof Interrupted ? 0 : exitCodeOf(error, 'npm start');
}

function greeting({ apiUrl, temporalUiUrl, adminKeyFile, demoLogins }: RunningStack): string {
  const url = apiUrl.replace('127.0.0.1', 'localhost');
  return [
    '',
    'Colloquy is running.',
    '',
    `  API              ${url}`,
    `  Dashboard        ${url}`,
    `  API reference    ${url}/docs`,
    `  Chat of a shop   ${url}/widget/preview?tenant=joannas-bakery`,
    `  Temporal Web UI  ${temporalUiUrl ?? 'of the server that TEMPORAL_ADDRESS names'}`,
    `  ADMIN_KEY        ${adminKeyFile === undefined ? 'as set in the environment' : `in ${adminKeyFile}`}`,
    '',
    `  Log in to a demo shop (kept in ${demoLogins.file}):`,
    ...demoLogins.logins.map(({ email, password }) => `    ${email.padEnd(30)}  ${password}`),
    '',
    '  Talk to a shop   npm run chat -- --tenant joannas-bakery --chat-id me -m "What cakes do you have?"',
    '  Other shops      valdman (Hebrew), glow (Indonesian), arena (Indonesian and English)',
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}
