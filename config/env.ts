import { problemsBetween } from './cross-checks.ts';
import { toConfig } from './to-config.ts';
import type { Config } from './to-config.ts';
import { VARIABLES } from './variables.ts';
import type { Variable } from './shapes.ts';
import type { Values } from './variables.ts';

export type { Config } from './to-config.ts';

/** What a process needs: the API and the worker can't start without database, Temporal and keys. */
export type Role = 'api' | 'worker' | 'cli' | 'dev';

/** Thrown with every problem of the environment at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Reads and checks the environment. @throws ConfigError */
export function loadConfig(role: Role, env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable>(VARIABLES)) {
    // An empty line in an .env file means "not set".
    const raw = env[name]?.trim() === '' ? undefined : env[name];
    const result = variable.schema.safeParse(raw);
    if (result.success) values[name] = result.data;
    else problems.push(describe(name, variable, raw, result.error.issues[0]?.message ?? 'does not fit'));
  }
  if (problems.length === 0) problems.push(...problemsBetween(values as unknown as Values, role));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(values as unknown as Values);
}

/** `loadConfig` for a process's first line: prints the problems and exits 1. */
export function loadConfigOrExit(role: Role): Config {
  try {
    return loadConfig(role);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`colloquy ${role}: ${error.message}\nSee .env.example for every variable.\n`);
    process.exit(1);
  }
}

function describe(name: string, variable: Variable, raw: string | undefined, message: string): string {
  const shown = variable.secret || raw === undefined ? '' : ` "${raw.slice(0, 80)}"`;
  return `${name}${shown}: ${message} (${variable.doc})`;
}
