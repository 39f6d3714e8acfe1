import type { Knex } from 'knex';

/*
 * Search over any table of texts: words in every language, slips of the pen, and meaning.
 *
 * The operators of text search, trigrams and vectors are not leakproof, so Postgres may not use their indexes under row
 * security. Therefore one function searches as the owner, for the tenant of the transaction alone, and answers ids; what
 * they stand for is read under row security as everything else.
 */

/** Texts in one spelling. The database's locale may be C, which knows ASCII letters only: nothing here relies on it. */
const SPELLING = `
-- NFKD, no marks, no quotes, lower case, words separated by single spaces. TypeScript's \`plainWords\` does the same.
CREATE FUNCTION search_text(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(lower(regexp_replace(regexp_replace(normalize(said, NFKD),
      '[\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u20d0-\\u20ff\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufe00-\\ufe0f\\ufeff''"\`\\u00b4\\u2018\\u2019\\u201b-\\u201f\\u02bc\\u05f3\\u05f4]', '', 'g'),
      '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b1\\u00b6-\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u05be\\u05c0\\u05c3\\u05c6\\u060c\\u061b\\u061f\\u2010-\\u2015\\u2020-\\u2029\\u202f-\\u205f\\u20a0-\\u20cf\\u2190-\\u23ff\\u2500-\\u27bf\\u3000-\\u3003\\u3008-\\u3011\\U0001f000-\\U0001faff]+', ' ', 'g')),
    'ÆØŁĐŒÞĦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄҐ',
    'æøłđœþħαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяієґ')
$$;

-- Letters of other alphabets one for one in ASCII, final forms as the letters they are: what pg_trgm can compare in any locale.
CREATE FUNCTION search_shape(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(word,
    'אבגדהוזחטיכלמנסעפצקרשתךםןףץ' || 'абвгдежзиклмнопрстуфхцчшщъыьэюяієґ' || 'αβγδεζηθικλμνξοπρστυφχψως' || 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىة' || 'æøłđœþħ',
    'abcdefghijklmnopqrstuvkmnqr' || 'abcdefghijklmnopqrstuvwxyz01234ieg' || 'abcdefghijklmnopqrstuvwxr' || 'abcdefghijklmnopqrstuvwxyz011w' || 'aoldoth')
$$;

-- The same letters in another order are the same: most slips of short words are two letters swapped.
CREATE FUNCTION search_letters(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  $$ SELECT string_agg(letter, '' ORDER BY letter COLLATE "C") FROM string_to_table(word, NULL) AS letter $$;

-- One bit a place, set where the vector is positive: of near vectors few bits differ, and counting them is fast.
CREATE FUNCTION embedding_signature(meaning real[]) RETURNS bit LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(CASE WHEN place > 0 THEN '1' ELSE '0' END, '' ORDER BY number)::bit(384)
  FROM unnest(meaning) WITH ORDINALITY AS p (place, number)
$$;`;

/** Words of a tenant's texts; a misspelt word of a question is looked up here first. */
const VOCABULARY = `
CREATE TABLE search_words (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  word text NOT NULL CHECK (length(word) BETWEEN 3 AND 60),
  shape text NOT NULL GENERATED ALWAYS AS (search_shape(word)) STORED,
  letters text NOT NULL GENERATED ALWAYS AS (search_letters(word)) STORED,
  PRIMARY KEY (tenant_id, word)
);
CREATE INDEX search_words_letters ON search_words (tenant_id, letters);
SELECT protect_tenant_table('search_words', 'SELECT, INSERT')`;

/** Words enter the vocabulary when search takes a text over, in one order, so that writers never wait for each other in a ring. */
const NOTE_WORDS = `
CREATE FUNCTION note_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_words (tenant_id, word)
  SELECT DISTINCT c.tenant_id, l.lexeme FROM changed c JOIN before b ON b.tenant_id = c.tenant_id AND b.id = c.id
    CROSS JOIN LATERAL unnest(c.search) AS l
  WHERE b.search_due AND NOT c.search_due AND length(l.lexeme) BETWEEN 3 AND 60 AND l.lexeme !~ '^[0-9]+$'
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$`;

/** What makes a table searchable: named columns, two indexes, and the owner's right to look. */
const PREPARE = `
-- The arguments are expressions over the table's columns, the heaviest first: title, keywords, body.
CREATE FUNCTION make_searchable(target regclass, title text, keywords text, body text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format($sql$
    ALTER TABLE %1$s
      ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, search_text(%2$s)), 'A') ||
        setweight(to_tsvector('simple'::regconfig, search_text(%3$s)), 'B') ||
        setweight(to_tsvector('simple'::regconfig, search_text(%4$s)), 'C')) STORED,
      ADD COLUMN embedding real[] CHECK (array_length(embedding, 1) = 384 AND array_position(embedding, NULL) IS NULL),
      ADD COLUMN embedding_bits bit(384) GENERATED ALWAYS AS (embedding_signature(embedding)) STORED,
      -- The embedder that was asked; null = none yet. The embedding is null when the text has no words.
      ADD COLUMN embedder text,
      -- True while the text is newer than what search knows of it.
      ADD COLUMN search_due boolean NOT NULL DEFAULT true$sql$, target, title, keywords, body);
  -- Out of the row, so that looking at many rows does not read it.
  EXECUTE format('ALTER TABLE %s ALTER COLUMN embedding SET STORAGE EXTERNAL', target);
  EXECUTE format('CREATE INDEX %I ON %s (tenant_id, id) WHERE search_due', relname || '_search_due', target)
    FROM pg_class WHERE oid = target;
  EXECUTE format('CREATE INDEX %I ON %s (tenant_id, embedder) INCLUDE (id, embedding_bits)', relname || '_signature', target)
    FROM pg_class WHERE oid = target;
  EXECUTE format('CREATE POLICY search_owner ON %s FOR SELECT TO %I USING (true)', target, current_user);
  EXECUTE format('CREATE TRIGGER note_words AFTER UPDATE ON %s REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_search_words()', target);
  PERFORM ensure_search_indexes();
END $$;
REVOKE ALL ON FUNCTION make_searchable(regclass, text, text, text) FROM PUBLIC;

CREATE FUNCTION has_extension(wanted text) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT FROM pg_extension WHERE extname = wanted) $$;

-- Takes the extensions that the server has, and makes the indexes they allow. May be run again at any time: after one was
-- installed, the next run uses it.
CREATE FUNCTION ensure_search_indexes() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted text;
  tenant_first text;
  target record;
  home text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['pg_trgm', 'btree_gin', 'vector'] LOOP
    CONTINUE WHEN has_extension(wanted) OR NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = wanted);
    BEGIN
      EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I', wanted);
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
      RAISE NOTICE 'extension % is not to be had: %', wanted, SQLERRM;
    END;
  END LOOP;
  -- With the tenant in the index, other tenants' rows are never visited.
  tenant_first := CASE WHEN has_extension('btree_gin') THEN 'tenant_id, ' ELSE '' END;
  IF has_extension('pg_trgm') AND to_regclass('search_words_shape') IS NULL THEN
    SELECT quote_ident(nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'pg_trgm';
    EXECUTE format('CREATE INDEX search_words_shape ON search_words USING gin (%sshape %s.gin_trgm_ops)', tenant_first, home);
  END IF;
  FOR target IN SELECT c.oid::regclass AS name, c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('products', 'knowledge_chunks')
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'embedding_bits' AND NOT a.attisdropped)
  LOOP
    IF to_regclass(target.relname || '_search') IS NULL THEN
      EXECUTE format('CREATE INDEX %I ON %s USING gin (%ssearch) WITH (fastupdate = off)', target.relname || '_search', target.name, tenant_first);
    END IF;
    IF has_extension('vector') AND to_regclass(target.relname || '_meaning') IS NULL THEN
      SELECT quote_ident(nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'vector';
      EXECUTE format('CREATE INDEX %I ON %s USING hnsw ((embedding::%s.vector(384)) %s.vector_cosine_ops)',
        target.relname || '_meaning', target.name, home, home);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION ensure_search_indexes() FROM PUBLIC`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [SPELLING, VOCABULARY, NOTE_WORDS, PREPARE]) await knex.raw(sql);
  await knex.raw(`DO $$ BEGIN
    EXECUTE format('CREATE POLICY search_owner ON search_words FOR SELECT TO %I USING (true)', current_user);
    PERFORM ensure_search_indexes();
  END $$`);
}

/** The extensions stay: other schemas may use them. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION make_searchable(regclass, text, text, text);
    DROP FUNCTION ensure_search_indexes(), has_extension(text), note_search_words();
    DROP TABLE search_words;
    DROP FUNCTION embedding_signature(real[]), search_letters(text), search_shape(text), search_text(text)`);
}
