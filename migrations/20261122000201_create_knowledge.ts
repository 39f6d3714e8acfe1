import type { Knex } from 'knex';

/* The shop's documents and the pieces of them that search finds. */

const DOCUMENTS = `
CREATE TABLE knowledge_documents (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  file_name text NOT NULL CHECK (length(file_name) <= 255),
  type text NOT NULL CHECK (type IN ('pdf', 'docx', 'html', 'markdown', 'text')),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  storage_key text NOT NULL,
  status text NOT NULL DEFAULT 'waiting'
    CHECK (status IN ('waiting', 'parsing', 'embedding', 'ready', 'failed', 'removing')),
  error_code text,
  error_message text CHECK (length(error_message) <= 500),
  pages integer CHECK (pages > 0),
  -- Counts ingestions; the pieces of the one that search shows bear its number.
  generation integer NOT NULL DEFAULT 1 CHECK (generation > 0),
  live_generation integer CHECK (live_generation <= generation),
  chunks integer NOT NULL DEFAULT 0 CHECK (chunks >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ready_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((status = 'failed') = (error_code IS NOT NULL) AND (error_code IS NULL) = (error_message IS NULL)),
  CHECK (status <> 'ready' OR live_generation = generation),
  CHECK (status <> 'removing' OR live_generation IS NULL)
);
-- The same content is the same document, until it is removed.
CREATE UNIQUE INDEX knowledge_documents_content ON knowledge_documents (tenant_id, sha256) WHERE status <> 'removing';
CREATE INDEX knowledge_documents_unfinished ON knowledge_documents (tenant_id, updated_at)
  WHERE status IN ('waiting', 'parsing', 'embedding', 'removing');
SELECT protect_tenant_table('knowledge_documents', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE knowledge_chunks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  generation integer NOT NULL CHECK (generation > 0),
  position integer NOT NULL CHECK (position > 0),
  title text NOT NULL,
  section text,
  page integer CHECK (page > 0),
  text text NOT NULL CHECK (text <> ''),
  tokens integer NOT NULL CHECK (tokens > 0),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, document_id, generation, position),
  FOREIGN KEY (tenant_id, document_id) REFERENCES knowledge_documents (tenant_id, id)
);
SELECT protect_tenant_table('knowledge_chunks', 'SELECT, INSERT, UPDATE, DELETE');
SELECT make_searchable('knowledge_chunks', 'title', $$coalesce(section, '')$$, 'text')`;

const UPKEEP = `
-- The agent is told which documents there are: readers cache them by the tenant's version.
CREATE FUNCTION touch_tenant_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id = NEW.tenant_id;
  RETURN NULL;
END $$;
CREATE TRIGGER touch_tenant AFTER UPDATE ON knowledge_documents FOR EACH ROW
  WHEN ((OLD.live_generation IS NULL, OLD.title) IS DISTINCT FROM (NEW.live_generation IS NULL, NEW.title))
  EXECUTE FUNCTION touch_tenant_of_document();

DO $$ BEGIN
  EXECUTE format('CREATE POLICY sweep_owner ON knowledge_documents FOR SELECT TO %I USING (true)', current_user);
END $$;
-- Documents whose work has not moved for a while: ids only.
CREATE FUNCTION knowledge_backlog(most integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.tenant_id, d.id FROM public.knowledge_documents d
  WHERE d.status IN ('waiting', 'parsing', 'embedding', 'removing') AND d.updated_at < now() - interval '1 minute'
  ORDER BY d.updated_at LIMIT most
$$;
REVOKE ALL ON FUNCTION knowledge_backlog(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge_backlog(integer) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [DOCUMENTS, UPKEEP]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION knowledge_backlog(integer);
    DROP TABLE knowledge_chunks, knowledge_documents;
    DROP FUNCTION touch_tenant_of_document()`);
}
