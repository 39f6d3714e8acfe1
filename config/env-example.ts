import { VARIABLES } from './variables.ts';
import type { Variable } from './shapes.ts';

/** The text of `.env.example`: every variable with what it is for, none of them set. */
export function envExample(): string {
  const entries = Object.entries<Variable>(VARIABLES).map(
    ([name, { doc, example, secret }]) => `# ${doc}${secret ? ' Secret.' : ''}\n#${name}=${secret ? '' : example}`,
  );
  return [
    '# Every variable Colloquy reads. Copy to .env and set what you need; nothing here is set.',
    '# Made of config/variables.ts; after a change there: node config/env-example-main.ts > .env.example',
    '',
    ...entries.flatMap((entry) => [entry, '']),
  ].join('\n');
}
