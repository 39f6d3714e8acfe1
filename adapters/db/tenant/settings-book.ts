import type { z } from 'zod';
import { NotFound } from '#domain/errors.ts';
import { SETTINGS_SECTIONS } from '#domain/tenant/settings-sections.ts';
import type {
  SettingsBook,
  SettingsChanges,
  TenantSettings,
  VersionedSettings,
} from '#domain/tenant/settings-sections.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import type { Database } from '#adapters/db/pool.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

// Rows that refer to the tenant may be written meanwhile: its key does not change.
const LOCK: Statement = {
  name: 'lock_settings',
  text: 'SELECT version::text AS version FROM tenants WHERE id = $1 AND id = $2 FOR NO KEY UPDATE',
};
const READ: Statement = {
  name: 'read_settings',
  text: `
SELECT json_build_object('name', name, 'language', language, 'timeZone', time_zone, 'persona', persona,
    'policies', coalesce(settings->'policies', '[]'), 'faq', coalesce(settings->'faq', '[]')) AS profile,
  coalesce(settings->'conversation', '{}') AS timings, coalesce(settings->'handoff', '{}') AS handoff,
  coalesce(settings->'followUps', '{}') AS "followUps", version::text AS version
FROM tenants WHERE id = $1`,
};
const SAVE: Statement = {
  name: 'save_settings',
  text: `UPDATE tenants SET name = $2, language = $3, time_zone = $4, persona = $5, settings = settings || $6::jsonb WHERE id = $1`,
};

interface Stored {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly timings: Readonly<Record<string, unknown>>;
  readonly handoff: Readonly<Record<string, unknown>>;
  readonly followUps: Readonly<Record<string, unknown>>;
}

export function createSettingsBook(db: Database): SettingsBook {
  return {
    read: (tenantId) => inTenant(db, tenantId, async (tx) => versioned(await stored(tx))),
    change: (tenantId, changes, versions) => inTenant(db, tenantId, (tx) => change(tx, changes, versions)),
  };
}

async function stored(tx: Tx): Promise<Stored & { readonly version: string }> {
  const [row] = await tx.rows<{ [K in keyof Stored]: Stored[K] } & { version: string }>(READ, [tx.tenantId]);
  if (row === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  return row;
}

async function change(
  tx: Tx,
  changes: SettingsChanges,
  versions: readonly string[] | null,
): Promise<VersionedSettings> {
  await lockVersion(tx, LOCK, tx.tenantId, versions, 'tenant');
  const before = await stored(tx);
  const after: Stored = {
    profile: merged('profile', before, changes),
    timings: merged('timings', before, changes),
    handoff: merged('handoff', before, changes),
    followUps: merged('followUps', before, changes),
  };
  const { profile } = checked(after, changes);
  await tx.rows(SAVE, [
    tx.tenantId,
    profile.name,
    profile.language,
    profile.timeZone,
    profile.persona,
    // Sections that were never set stay so: their defaults may get better.
    toJsonb({
      ...(changes.profile && { policies: profile.policies, faq: profile.faq }),
      ...(changes.timings && { conversation: after.timings }),
      ...(changes.handoff && { handoff: after.handoff }),
      ...(changes.followUps && { followUps: after.followUps }),
    }),
  ]);
  return versioned(await stored(tx));
}

/** A key that is given null and can't be null is taken out: it has its default again. */
function merged(name: keyof Stored, before: Stored, changes: SettingsChanges): Readonly<Record<string, unknown>> {
  const shape: Readonly<Record<string, z.ZodType>> = SETTINGS_SECTIONS[name].shape;
  const isKept = ([key, value]: [string, unknown]) => value !== null || shape[key]?.safeParse(null).success !== false;
  return Object.fromEntries(Object.entries({ ...before[name], ...changes[name] }).filter(isKept));
}

function versioned({ version, ...sections }: Stored & { readonly version: string }): VersionedSettings {
  return { settings: checked(sections, {}), version };
}

/** Issues name the section. What was stored before a rule grew stricter is shown as it is, until it is changed. */
function checked(sections: Stored, changes: SettingsChanges): TenantSettings {
  const of = <K extends keyof Stored>(name: K): TenantSettings[K] => {
    const parsed = SETTINGS_SECTIONS[name].safeParse(sections[name]);
    if (parsed.success) return parsed.data as TenantSettings[K];
    if (changes[name] === undefined) return sections[name] as unknown as TenantSettings[K];
    for (const issue of parsed.error.issues) issue.path.unshift(name);
    throw parsed.error;
  };
  return { profile: of('profile'), timings: of('timings'), handoff: of('handoff'), followUps: of('followUps') };
}
