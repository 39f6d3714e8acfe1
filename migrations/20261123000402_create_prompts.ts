import type { Knex } from 'knex';

/* What a shop tells its agent, in versions, and which models do the agent's work. */

const ROLES = `('planner', 'memory', 'database', 'knowledge', 'booking')`;

const UP = `
CREATE TABLE prompts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ${ROLES}),
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'archived')),
  text text NOT NULL CHECK (text <> ''),
  note text NOT NULL,
  author_id text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, role, version),
  CHECK (state = 'draft' OR published_at IS NOT NULL)
);
CREATE UNIQUE INDEX prompts_one_published ON prompts (tenant_id, role) WHERE state = 'published';
SELECT protect_tenant_table('prompts', 'SELECT, INSERT, UPDATE');

CREATE TABLE agent_configs (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  role text NOT NULL CHECK (role IN ${ROLES}),
  provider text NOT NULL,
  model text NOT NULL,
  -- Tried in order after the model: [{provider, model}].
  fallbacks jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(fallbacks) = 'array'),
  temperature double precision CHECK (temperature BETWEEN 0 AND 2),
  version integer NOT NULL DEFAULT 1,
  set_by text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, role)
);
SELECT protect_tenant_table('agent_configs', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TRIGGER raise_version BEFORE UPDATE ON agent_configs FOR EACH ROW EXECUTE FUNCTION raise_version();

-- Both travel with the shop, which readers keep by its version.
CREATE FUNCTION touch_tenant_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id = coalesce(NEW.tenant_id, OLD.tenant_id);
  RETURN NULL;
END $$;
CREATE TRIGGER touch_tenant AFTER UPDATE OF state ON prompts FOR EACH ROW EXECUTE FUNCTION touch_tenant_of_row();
CREATE TRIGGER touch_tenant AFTER INSERT OR UPDATE OR DELETE ON agent_configs
  FOR EACH ROW EXECUTE FUNCTION touch_tenant_of_row();

ALTER TABLE usage_events
  -- Which version of the shop's words was read; null = none.
  ADD COLUMN prompt_version integer,
  DROP CONSTRAINT usage_events_purpose_check,
  ADD CONSTRAINT usage_events_purpose_check
    CHECK (purpose IN ('reply', 'summary', 'profile', 'question', 'preview', 'test')),
  DROP CONSTRAINT usage_events_check,
  ADD CONSTRAINT usage_events_check CHECK (conversation_id IS NOT NULL OR purpose IN ('question', 'preview', 'test'))`;

const DOWN = `
DELETE FROM usage_events WHERE purpose IN ('preview', 'test');
ALTER TABLE usage_events
  DROP COLUMN prompt_version,
  DROP CONSTRAINT usage_events_purpose_check,
  ADD CONSTRAINT usage_events_purpose_check CHECK (purpose IN ('reply', 'summary', 'profile', 'question')),
  DROP CONSTRAINT usage_events_check,
  ADD CONSTRAINT usage_events_check CHECK (conversation_id IS NOT NULL OR purpose = 'question');
DROP TABLE agent_configs, prompts;
DROP FUNCTION touch_tenant_of_row()`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
