/*
 * Every gate in order, cheapest first, stopping at the first that fails. The last line printed is always
 * `N passed, N failed`, counted by Jest itself; no test passed means that no test ran.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

const BIN = join(ROOT, 'node_modules', '.bin');

const GATES = [
  { name: 'lock file', args: [join(ROOT, 'scripts', 'complete-lock.mjs'), '--check'] },
  { name: 'typecheck', args: [join(BIN, 'tsc'), '--noEmit'] },
  { name: 'typecheck widget', args: [join(BIN, 'tsc'), '--noEmit', '-p', 'widget'] },
  { name: 'types of the API', args: [join(ROOT, 'dashboard', 'build', 'types-main.ts')] },
  { name: 'typecheck dashboard', args: [join(BIN, 'tsc'), '--noEmit', '-p', 'dashboard'] },
  {
    name: 'typecheck tests of the dashboard',
    args: [join(BIN, 'tsc'), '--noEmit', '-p', join('dashboard', 'tsconfig.test.json')],
  },
  { name: 'lint', args: [join(BIN, 'oxlint'), '--type-aware', '--disable-nested-config', '--deny-warnings'] },
  { name: 'format', args: [join(BIN, 'oxfmt'), '--check'] },
  { name: 'knip', args: [join(BIN, 'knip')] },
];

const failed = GATES.find(({ name, args }) => !gate(name, args));
const counts = failed === undefined ? runTests() : undefined;
if (failed !== undefined) console.log(`Stopped at ${failed.name}; no test was run.`);
console.log(`${counts?.passed ?? 0} passed, ${counts?.failed ?? 0} failed`);
process.exitCode = counts !== undefined && counts.ok && counts.passed > 0 ? 0 : 1;

function gate(name, args) {
  const started = performance.now();
  console.log(`── ${name}`);
  const { status, error } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) console.error(`${name} could not be started: ${error.message}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${name} ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return status === 0;
}

/** Runs both Jest projects; a suite that could not even load counts as one failure. */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-check-'));
  const report = join(folder, 'jest.json');
  try {
    const ok = gate('test', [join(BIN, 'jest'), '--json', `--outputFile=${report}`]);
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { ok, passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch (error) {
    console.error(`Jest left no report: ${error.message}`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
