import { whyUnavailable } from '#dev/temporal-on-postgres.ts';
import { benchBurst } from './benches/burst.ts';
import { benchCrash } from './benches/crash.ts';
import type { Outcome } from './benches/outcome.ts';
import { benchInbox } from './benches/inbox.ts';
import { benchTurns } from './benches/turns.ts';
import { machineFacts } from './measure/machine.ts';
import { runDeploy } from './deploy/run-deploy.ts';
import { parseOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { renderReport } from './report/print.ts';
import { cacheFolder } from './stack/servers.ts';
import { onPostgres } from './stack/on-postgres.ts';
import { startStack } from './stack/stack.ts';
import type { Stack } from './stack/stack.ts';
import { runLive } from './live/run-live.ts';
import { runSearch } from './search/run-search.ts';
import { createSubjects } from './subjects/create-subject.ts';
import type { Subject } from './subjects/subject.ts';

/* `npm run bench -- [turns|crash|burst|postgres|search|inbox|live|deploy] [options]`: see docs/benchmarks.md. Exits 1 when an invariant breaks. */

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.bench === 'search') {
    const { postgres, ...outcome } = await runSearch(options, progress);
    return report(outcome, options, { temporal: 'not used', postgres });
  }
  if (options.bench === 'inbox') {
    const { postgres, ...outcome } = await onPostgres(options.database, (url) => benchInbox(url, options, progress));
    return report(outcome, options, { temporal: 'not used', postgres });
  }
  if (options.bench === 'live') {
    const { postgres, ...outcome } = await runLive(options, progress);
    return report(outcome, options, { temporal: 'not used', postgres });
  }
  if (options.bench === 'postgres') {
    const reason = await whyUnavailable(cacheFolder());
    if (reason !== undefined) {
      progress(`The Postgres-backed Temporal server can't be started: ${reason}`);
      return 2;
    }
  }
  progress('starting Postgres, Temporal, the fake model and the fake channel');
  const stack = await startStack(options.bench === 'postgres' ? 'postgres' : 'memory');
  const subjects: Subject[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(subjects.map((subject) => subject.stop()));
    await stack.stop();
  };
  stopOnSignal(stop);
  try {
    if (options.bench === 'burst') return report(await benchBurst(stack, options, progress), options, stack.versions);
    if (options.bench === 'deploy') return report(await runDeploy(stack, options, progress), options, stack.versions);
    subjects.push(...(await createSubjects(stack, options.subjects)));
    const outcome = await runBench(stack, subjects, options);
    return report(outcome, options, stack.versions);
  } finally {
    await stop();
  }
}

function report(outcome: Outcome, options: BenchOptions, versions: Stack['versions']): number {
  const machine = machineFacts(versions);
  process.stdout.write(`${renderReport(machine, outcome)}\n`);
  // The address of a database holds its password.
  const { database: _database, ...shown } = options;
  if (options.json) process.stdout.write(`${JSON.stringify({ machine, options: shown, ...outcome })}\n`);
  return outcome.violations.length === 0 ? 0 : 1;
}

function runBench(stack: Stack, subjects: readonly Subject[], options: BenchOptions): Promise<Outcome> {
  return options.bench === 'crash'
    ? benchCrash(stack, subjects, options, progress)
    : benchTurns(stack, subjects, options, progress);
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)));
}

process.exitCode = await main();
