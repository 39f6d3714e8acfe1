import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentOf } from '#api/app.ts';
import type { ApiDeps } from '#api/deps.ts';
import { apiTypes } from './api-types.ts';
import { DASHBOARD } from './vite-options.ts';

// `npm run dashboard:types`: the types of the API's client, for the compiler and the editor; a build needs none.
const file = join(DASHBOARD, 'api', 'schema.gen.d.ts');
await writeFile(file, apiTypes(documentOf(hollow() as ApiDeps)));

/** Dependencies that are never called: an endpoint's description needs none, only its handler does. */
function hollow(): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) => (name === Symbol.toPrimitive ? () => 1 : hollow()),
    apply: () => hollow(),
  });
}
