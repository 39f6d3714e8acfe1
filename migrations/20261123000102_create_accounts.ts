import type { Knex } from 'knex';

/* People of shops: their accounts, sessions, one-time links, and the log of who did what. */

const USERS = `
CREATE TABLE users (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND email <> '' AND length(email) <= 254),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  role text NOT NULL CHECK (role IN ('viewer', 'agent', 'admin')),
  -- Null until the invitation is accepted.
  password_hash text,
  -- Tries since the last one that was right.
  failed_logins integer NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
  locked_until timestamptz,
  last_login_at timestamptz,
  deactivated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);
SELECT protect_tenant_table('users', 'SELECT, INSERT, UPDATE');
CREATE INDEX users_email ON users (email)`;

const SESSIONS = `
-- One login: the family of its refresh tokens.
CREATE TABLE sessions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
);
SELECT protect_tenant_table('sessions', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX sessions_user ON sessions (tenant_id, user_id);

CREATE TABLE refresh_tokens (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  session_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Set when it was exchanged for the next one; shown again later, it was stolen.
  used_at timestamptz,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('refresh_tokens', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX refresh_tokens_session ON refresh_tokens (tenant_id, session_id);

-- Invitations and new passwords: whoever has the link sets the password, once.
CREATE TABLE account_links (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  user_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('invite', 'reset')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
);
SELECT protect_tenant_table('account_links', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX account_links_user ON account_links (tenant_id, user_id)`;

const AUDIT = `
CREATE TABLE audit_log (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'key', 'platform')),
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject text,
  subject_id text,
  details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
  request_id text,
  PRIMARY KEY (tenant_id, id)
);
-- Nobody may change what is written.
SELECT protect_tenant_table('audit_log', 'SELECT, INSERT')`;

/** Somebody who logs in says an e-mail address, not a shop. */
const DIRECTORY = `
DO $$ BEGIN
  EXECUTE format('CREATE POLICY account_owner ON users FOR SELECT TO %I USING (true)', current_user);
END $$;

-- Ids only; the one used last comes first. The rest is read with the tenant set.
CREATE FUNCTION accounts_of_email(wanted text) RETURNS TABLE (tenant_id uuid, slug text, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.tenant_id, t.slug, u.id FROM public.users u JOIN public.tenants t ON t.id = u.tenant_id
  WHERE u.email = wanted AND u.password_hash IS NOT NULL AND u.deactivated_at IS NULL
  ORDER BY u.last_login_at DESC NULLS LAST, u.created_at LIMIT 50
$$;
REVOKE ALL ON FUNCTION accounts_of_email(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts_of_email(text) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [USERS, SESSIONS, AUDIT, DIRECTORY]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION accounts_of_email(text);
    DROP TABLE audit_log, account_links, refresh_tokens, sessions, users`);
}
