import type { Knex } from 'knex';

/* How search ranks. The functions run as the owner, for the tenant of the transaction alone; see create_search. */

/** Full text with the rarer words counting more, and misspelt words replaced by near ones of the vocabulary. */
export const BY_WORDS = `
CREATE FUNCTION search_by_words(corpus text, words text[], most integer, fuzzy boolean)
RETURNS TABLE (hit uuid, place bigint) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- A word in more rows than this says little: it is only looked for among the rows that the other words found.
  common CONSTANT integer := 2000;
  tenant CONSTANT uuid := public.current_tenant();
  live CONSTANT text := CASE corpus WHEN 'products' THEN ' AND c.removed_at IS NULL' ELSE '' END;
  page CONSTANT text := format('SELECT array_agg(x.id) FROM (SELECT c.id FROM public.%I c
    WHERE c.tenant_id = $1 AND c.search @@ $2%s LIMIT $3) x', corpus, live);
  -- Words of the vocabulary that somebody may have meant.
  swapped CONSTANT text := 'SELECT string_agg(quote_literal(x.word), ''|'')::tsquery FROM (
    SELECT v.word FROM public.search_words v WHERE v.tenant_id = $1 AND v.letters = $4 AND v.word <> $3';
  alike CONSTANT text := '(SELECT v.word FROM public.search_words v
    WHERE v.tenant_id = $1 AND v.shape OPERATOR(%1$s.%%) $2 AND v.word <> $3 AND abs(length(v.word) - length($3)) <= 3
    ORDER BY %1$s.similarity(v.shape, $2) DESC, v.word LIMIT 4)';
  home text;
  word text;
  query tsquery;
  near tsquery;
  ids uuid[];
  rows_found integer;
  weight real;
  rare tsquery;
  everything tsquery;
  together tsquery;
  waiting tsquery[] := '{}';
  hits uuid[] := '{}';
  scores real[] := '{}';
BEGIN
  IF fuzzy THEN
    SELECT quote_ident(n.nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  END IF;
  FOREACH word IN ARRAY words LOOP
    query := (quote_literal(word))::tsquery;
    EXECUTE page INTO ids USING tenant, query, common + 1;
    rows_found := coalesce(array_length(ids, 1), 0);
    together := CASE WHEN together IS NULL THEN query ELSE together && query END;
    IF rows_found > common THEN
      waiting := waiting || query;
      everything := CASE WHEN everything IS NULL THEN query ELSE everything || query END;
      CONTINUE;
    END IF;
    weight := ln(1 + 5000.0 / (1 + rows_found));
    IF rows_found > 0 THEN
      hits := hits || ids;
      scores := scores || array_fill(weight, ARRAY[rows_found]);
      rare := CASE WHEN rare IS NULL THEN query ELSE rare || query END;
      everything := CASE WHEN everything IS NULL THEN query ELSE everything || query END;
    END IF;
    CONTINUE WHEN rows_found > 200 OR length(word) < 3;
    -- Longer forms of the word, and words that look like it.
    near := CASE WHEN length(word) >= 4 THEN (quote_literal(word) || ':*')::tsquery END;
    -- Figures are sizes and models: another figure is another thing.
    IF fuzzy AND rows_found <= 5 AND word !~ '[0-9]' THEN
      EXECUTE CASE WHEN home IS NULL THEN swapped ELSE swapped || ' UNION ' || format(alike, home) END || ') x'
        INTO query USING tenant, public.search_shape(word), word, public.search_letters(word);
      near := CASE WHEN near IS NULL THEN query WHEN query IS NULL THEN near ELSE near || query END;
    END IF;
    CONTINUE WHEN near IS NULL;
    EXECUTE page INTO ids USING tenant, near, common;
    rows_found := coalesce(array_length(ids, 1), 0);
    IF rows_found > 0 THEN
      hits := hits || ids;
      scores := scores || array_fill((0.5 * ln(1 + 5000.0 / (1 + rows_found)))::real, ARRAY[rows_found]);
      rare := CASE WHEN rare IS NULL THEN near ELSE rare || near END;
      everything := CASE WHEN everything IS NULL THEN near ELSE everything || near END;
    END IF;
  END LOOP;
  IF everything IS NULL THEN RETURN; END IF;
  -- Nothing but common words: the rows that have all of them, else the rows that have any.
  IF rare IS NULL THEN
    EXECUTE page INTO ids USING tenant, together, common;
    IF ids IS NULL THEN EXECUTE page INTO ids USING tenant, everything, common; END IF;
    hits := ids;
    scores := array_fill(1::real, ARRAY[coalesce(array_length(ids, 1), 0)]);
  ELSE
    FOREACH query IN ARRAY waiting LOOP
      EXECUTE page INTO ids USING tenant, query && rare, common;
      CONTINUE WHEN ids IS NULL;
      hits := hits || ids;
      scores := scores || array_fill(1.25::real, ARRAY[array_length(ids, 1)]);
    END LOOP;
  END IF;
  -- The weight of where a word stands (title, keywords, body) is read for the best rows only.
  RETURN QUERY EXECUTE format($sql$
    SELECT r.id, row_number() OVER (ORDER BY r.score * (1 + 3 * r.standing) DESC, r.id)
    FROM (SELECT b.id, b.score, (SELECT ts_rank('{0.05,0.15,0.5,1}', c.search, $3, 1)
        FROM public.%I c WHERE c.tenant_id = $4 AND c.id = b.id) AS standing
      FROM (SELECT h.id, sum(h.score) AS score FROM unnest($1, $2) AS h (id, score) GROUP BY h.id
        ORDER BY sum(h.score) DESC, h.id LIMIT 300) b OFFSET 0) r
    ORDER BY 2 LIMIT $5$sql$, corpus) USING hits, scores, everything, tenant, most;
END $$;
REVOKE ALL ON FUNCTION search_by_words(text, text[], integer, boolean) FROM PUBLIC`;

/** Nearest vectors: by pgvector where the server has it, else by signature and then exactly. */
const BY_MEANING = `
CREATE FUNCTION search_by_meaning(corpus text, meaning real[], made_by text, floor real, most integer, way text)
RETURNS TABLE (hit uuid, place bigint) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
-- The planner thinks that reading a vector costs nothing, and would rather sort thousands than ask their index.
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
DECLARE
  -- Up to here every vector is compared; beyond, an index or the signatures choose.
  most_exact CONSTANT integer := 100;
  most_vectors CONSTANT integer := 1000;
  tenant CONSTANT uuid := public.current_tenant();
  live CONSTANT text := CASE corpus WHEN 'products' THEN ' AND c.removed_at IS NULL' ELSE '' END;
  -- Cosine of two unit vectors.
  nearness CONSTANT text := '(SELECT sum(p.a * p.b)::real FROM (SELECT unnest(c.embedding) AS a, unnest($2) AS b) p)';
  size integer;
  home text;
  chosen text := way;
  source text;
BEGIN
  IF chosen IS NULL THEN
    SELECT quote_ident(n.nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';
    EXECUTE format('SELECT count(*) FROM (SELECT FROM public.%I c WHERE c.tenant_id = $1 AND c.embedder = $2 LIMIT $3) x', corpus)
      INTO size USING tenant, made_by, most_vectors + 1;
    chosen := CASE WHEN home IS NOT NULL AND size > most_vectors THEN 'index' WHEN home IS NOT NULL THEN 'vectors'
      WHEN size > most_exact THEN 'signatures' ELSE 'exact' END;
  ELSIF chosen IN ('index', 'vectors') THEN
    SELECT quote_ident(n.nspname) INTO STRICT home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';
  END IF;
  CASE chosen
    WHEN 'index' THEN
      -- The index knows no tenants: it goes on until enough of its rows are this one's.
      PERFORM set_config('hnsw.ef_search', '100', true), set_config('hnsw.iterative_scan', 'strict_order', true);
      source := format('SELECT c.id, (1 - (c.embedding::%2$s.vector(384) OPERATOR(%2$s.<=>) $2::%2$s.vector(384)))::real AS near
        FROM public.%1$I c WHERE c.tenant_id = $1 AND c.embedder = $3%3$s
        ORDER BY c.embedding::%2$s.vector(384) OPERATOR(%2$s.<=>) $2::%2$s.vector(384) LIMIT $5', corpus, home, live);
    WHEN 'vectors' THEN
      source := format('SELECT c.id, (1 - (c.embedding::%2$s.vector(384) OPERATOR(%2$s.<=>) $2::%2$s.vector(384)))::real AS near
        FROM public.%1$I c WHERE c.tenant_id = $1 AND c.embedder = $3 AND c.embedding IS NOT NULL%3$s', corpus, home, live);
    WHEN 'signatures' THEN
      -- One row after the other by its key: without statistics the planner would join, and sort everything for each row.
      source := format('SELECT n.id, (SELECT %3$s FROM public.%1$I c WHERE c.tenant_id = $1 AND c.id = n.id%2$s) AS near FROM (
          SELECT s.id FROM public.%1$I s WHERE s.tenant_id = $1 AND s.embedder = $3 AND s.embedding_bits IS NOT NULL
          ORDER BY bit_count(s.embedding_bits # $6) LIMIT 100) n OFFSET 0', corpus, live, nearness);
    WHEN 'exact' THEN
      source := format('SELECT c.id, %3$s AS near FROM public.%1$I c
        WHERE c.tenant_id = $1 AND c.embedder = $3 AND c.embedding IS NOT NULL%2$s', corpus, live, nearness);
  END CASE;
  RETURN QUERY EXECUTE format('SELECT x.id, row_number() OVER (ORDER BY x.near DESC, x.id) FROM (%s) x
    WHERE x.near >= $4 ORDER BY 2 LIMIT $5', source)
    USING tenant, meaning, made_by, floor, most, public.embedding_signature(meaning);
END $$;
REVOKE ALL ON FUNCTION search_by_meaning(text, real[], text, real, integer, text) FROM PUBLIC`;

/** Both ways fused by reciprocal rank: what stands high in either stands high, what stands high in both stands higher. */
const SEARCH = `
CREATE FUNCTION search_ids(corpus text, said text, words text[], meaning real[], made_by text, floor real, most integer, arms text)
RETURNS TABLE (id uuid, score real, similarity real)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant CONSTANT uuid := public.current_tenant();
  depth CONSTANT integer := greatest(50, most);
BEGIN
  IF tenant IS NULL THEN RETURN; END IF;
  IF corpus NOT IN ('products', 'knowledge_chunks') THEN
    RAISE EXCEPTION 'search: "%" can not be searched, expected products or knowledge_chunks', corpus USING ERRCODE = '22023';
  END IF;
  RETURN QUERY EXECUTE format($sql$
    WITH ranked AS (
      SELECT hit, 1.5 / (20 + place) AS points FROM public.search_by_words($1, $3, $8, $7 <> 'text')
        WHERE $7 <> 'vector'
      UNION ALL
      SELECT hit, 1.0 / (20 + place) FROM public.search_by_meaning($1, $4, $5, $6, $8, NULL)
        WHERE $7 <> 'text' AND $4 IS NOT NULL
      UNION ALL
      -- Its name, nothing else.
      SELECT c.id, 1.0 FROM public.products c WHERE $1 = 'products' AND $7 <> 'vector' AND c.tenant_id = $9
        AND c.removed_at IS NULL AND c.search_names @> ARRAY[btrim(public.search_text($2))]
    ), best AS (
      SELECT hit, sum(points) AS points FROM ranked GROUP BY hit ORDER BY 2 DESC, 1 LIMIT $10
    )
    SELECT b.hit, b.points::real, (SELECT CASE WHEN c.embedder = $5 THEN
        (SELECT sum(p.a * p.b)::real FROM (SELECT unnest(c.embedding) AS a, unnest($4) AS b) p) END
      FROM public.%I c WHERE c.tenant_id = $9 AND c.id = b.hit)
    FROM best b ORDER BY b.points DESC, b.hit$sql$, corpus)
  USING corpus, said, words, meaning, made_by, floor, arms, depth, tenant, most;
END $$;
REVOKE ALL ON FUNCTION search_ids(text, text, text[], real[], text, real, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_ids(text, text, text[], real[], text, real, integer, text) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [BY_WORDS, BY_MEANING, SEARCH]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION search_ids(text, text, text[], real[], text, real, integer, text);
    DROP FUNCTION search_by_meaning(text, real[], text, real, integer, text);
    DROP FUNCTION search_by_words(text, text[], integer, boolean)`);
}
