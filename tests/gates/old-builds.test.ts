import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAMS = fileURLToPath(new URL('../../scripts/programs.mjs', import.meta.url));

test('builds of a week ago are removed, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'builds-'));
  const week = 7 * 24 * 3_600_000;
  const old = (Date.now() - week - 1_000) / 1_000;
  const ages = {
    'programs-0123456789abcdef': old,
    'dashboard-0123456789abcdef': old,
    'programs-fedcba9876543210': Date.now() / 1_000,
    programs: old,
    'programs-0123456789abcdef.draft': old,
    widget: old,
  };
  try {
    for (const [name, seconds] of Object.entries(ages)) {
      mkdirSync(join(folder, name));
      utimesSync(join(folder, name), seconds, seconds);
    }
    const script = `import { forgetOldBuilds } from ${JSON.stringify(PROGRAMS)}; await forgetOldBuilds(${JSON.stringify(folder)});`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', script]);
    expect(readdirSync(folder).toSorted((left, right) => left.localeCompare(right))).toEqual([
      'programs',
      'programs-0123456789abcdef.draft',
      'programs-fedcba9876543210',
      'widget',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
