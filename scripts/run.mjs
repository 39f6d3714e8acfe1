/*
 * `npm run demo|start|test|…` on a machine that has nothing but npm and some Node. Plain JavaScript without
 * dependencies, because it runs before any is installed and on a Node that may be too old for the project: it installs
 * what is missing, then hands over to the project's own Node.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installIfStale } from './install.mjs';
import { ROOT, projectNode } from './project.mjs';

/** Folders whose change restarts `npm run dev`. */
const WATCHED = [
  'domain',
  'workflows',
  'activities',
  'agent',
  'adapters',
  'api',
  'workers',
  'config',
  'migrations',
  'dev',
  'widget',
];

/** Settings a person keeps beside the project (see `.env.example`); what the shell sets wins. */
const ENV_FILE = existsSync(join(ROOT, '.env')) ? [`--env-file=${join(ROOT, '.env')}`] : [];

/** Runs a program from its bundle. */
const LAUNCHER = 'scripts/launch.mjs';

/** Command → the file to run, the options of Node before it, the arguments after it that precede the caller's own. */
const TARGETS = {
  demo: { entry: 'dev/demo.ts' },
  start: { entry: 'dev/start.ts', options: ENV_FILE },
  dev: {
    entry: 'dev/start.ts',
    options: [...ENV_FILE, '--watch-preserve-output', ...WATCHED.map((path) => `--watch-path=${path}`)],
  },
  chat: { entry: LAUNCHER, options: ENV_FILE, args: ['cli/main.ts', 'chat'] },
  cli: { entry: LAUNCHER, options: ENV_FILE, args: ['cli/main.ts'] },
  api: { entry: LAUNCHER, options: ENV_FILE, args: ['api/server.ts'] },
  worker: { entry: LAUNCHER, options: ENV_FILE, args: ['workers/main.ts'] },
  bench: { entry: 'bench/main.ts' },
  test: { entry: 'node_modules/jest/bin/jest.js' },
  check: { entry: 'scripts/check.mjs' },
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [command, ...args] = process.argv.slice(2);
const target = Object.hasOwn(TARGETS, command ?? '') ? TARGETS[command] : undefined;
if (target === undefined) {
  fail(`Unknown command '${command ?? ''}'; expected one of: ${Object.keys(TARGETS).join(', ')}.`);
}

try {
  installIfStale();
} catch (error) {
  fail(error.message);
}

if (!existsSync(join(ROOT, target.entry))) fail(`${target.entry} is missing; restore it from the repository.`);
run([...(target.options ?? []), target.entry, ...(target.args ?? []), ...args]);

function run(nodeArgs) {
  const env = {
    // Compiled code of all processes is kept between starts: a worker that died is back sooner.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compile'),
    ...process.env,
    PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
  const child = spawn(projectNode(), nodeArgs, { cwd: ROOT, stdio: 'inherit', env });
  // A terminal sends Ctrl-C to the whole group, so the child has it already; a supervisor signals only this process.
  for (const signal of SIGNALS) process.on(signal, () => forward(child, signal));
  child.on('error', (error) => fail(`Could not start ${target.entry}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    // Die of the same signal, so that the caller sees what happened.
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function forward(child, signal) {
  if (signal === 'SIGINT' && [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)) return;
  child.kill(signal);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
