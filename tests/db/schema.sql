-- Made by `npm run db:dump`; do not edit.

-- functions

CREATE OR REPLACE FUNCTION public.accounts_of_email(wanted text)
 RETURNS TABLE(tenant_id uuid, slug text, user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT u.tenant_id, t.slug, u.id FROM public.users u JOIN public.tenants t ON t.id = u.tenant_id
  WHERE u.email = wanted AND u.password_hash IS NOT NULL AND u.deactivated_at IS NULL
  ORDER BY u.last_login_at DESC NULLS LAST, u.created_at LIMIT 50
$function$
;

CREATE OR REPLACE FUNCTION public.channels_of_account(wanted text)
 RETURNS TABLE(slug text, channel text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT t.slug, c.channel FROM public.channels c JOIN public.tenants t ON t.id = c.tenant_id
  WHERE c.account_ids @> ARRAY[wanted] AND c.status <> 'off' ORDER BY c.created_at LIMIT 10
$function$
;

CREATE OR REPLACE FUNCTION public.contacts_named(said text, most integer, before uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  -- Letters and digits only by now: no wildcard is left in it.
  wanted CONSTANT text := btrim(public.search_text(said));
BEGIN
  IF wanted = '' THEN RETURN; END IF;
  -- Planned for these very values: a rare name is asked of the index, a common one is soon met among the newest.
  RETURN QUERY EXECUTE 'SELECT c.id FROM public.contacts c
    WHERE c.tenant_id = $1 AND c.search_name LIKE $2 AND c.id < $3 ORDER BY c.id DESC LIMIT $4'
    USING public.current_tenant(), '%' || wanted || '%', before, most;
END $function$
;

CREATE OR REPLACE FUNCTION public.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.current_tenant_id', true), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION public.delivery_rank(status text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT CASE status WHEN 'sent' THEN 1 WHEN 'delivered' THEN 2 WHEN 'read' THEN 3 END $function$
;

CREATE OR REPLACE FUNCTION public.embedding_backlog(wanted text, most integer)
 RETURNS TABLE(tenant_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY SELECT t.id FROM public.tenants t
  WHERE EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.search_due AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder IS NULL AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder < wanted AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder > wanted AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.knowledge_chunks c WHERE c.tenant_id = t.id AND c.embedder < wanted)
    OR EXISTS (SELECT FROM public.knowledge_chunks c WHERE c.tenant_id = t.id AND c.embedder > wanted)
  LIMIT most;
END $function$
;

CREATE OR REPLACE FUNCTION public.embedding_signature(meaning real[])
 RETURNS bit
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT string_agg(CASE WHEN place > 0 THEN '1' ELSE '0' END, '' ORDER BY number)::bit(384)
  FROM unnest(meaning) WITH ORDINALITY AS p (place, number)
$function$
;

CREATE OR REPLACE FUNCTION public.ensure_search_indexes()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
END $function$
;

CREATE OR REPLACE FUNCTION public.erase_contact(contact uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  tenant CONSTANT uuid := public.current_tenant();
  talks uuid[];
  keys text[];
  provider_ids text[];
  waiting text[];
  postponed text[];
  target text;
BEGIN
  IF tenant IS NULL THEN RAISE EXCEPTION 'erase_contact: no tenant is set'; END IF;
  SELECT contact_keys INTO keys FROM public.erasures WHERE tenant_id = tenant AND contact_id = contact;
  IF keys IS NULL THEN RAISE EXCEPTION 'erase_contact: nobody asked for it'; END IF;
  talks := ARRAY(SELECT id FROM public.conversations WHERE tenant_id = tenant AND contact_id = contact);
  provider_ids := ARRAY(
    SELECT provider_message_id FROM public.messages
      WHERE tenant_id = tenant AND conversation_id = ANY (talks) AND provider_message_id IS NOT NULL
    UNION SELECT provider_message_id FROM public.outbox
      WHERE tenant_id = tenant AND conversation_id = ANY (talks) AND provider_message_id IS NOT NULL);
  DELETE FROM public.delivery_statuses WHERE tenant_id = tenant AND provider_message_id = ANY (provider_ids);
  DELETE FROM public.channel_events WHERE tenant_id = tenant AND contact_key = ANY (keys);
  DELETE FROM public.dead_letters WHERE tenant_id = tenant
    AND workflow_id IN (SELECT unnest(workflow_ids) FROM public.erasures WHERE tenant_id = tenant AND contact_id = contact);
  -- What tax law has a shop keep: what was sold, when, for how much. Whose it was is not in there any more.
  UPDATE public.orders SET delivery_address = NULL, notes = NULL WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.bookings SET guest_name = NULL, notes = NULL WHERE tenant_id = tenant AND contact_id = contact;
  DELETE FROM public.payment_notices n USING public.payments p
    WHERE n.tenant_id = tenant AND p.tenant_id = tenant AND p.id = n.payment_id AND p.contact_id = contact;

  -- A table that another one points to can be emptied only after that one.
  SELECT array_agg(c.table_name::text) INTO waiting FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = 'conversation_id'
      AND c.table_name NOT IN ('orders', 'bookings', 'payments', 'usage_events');
  WHILE cardinality(waiting) > 0 LOOP
    postponed := '{}';
    FOREACH target IN ARRAY waiting LOOP
      BEGIN
        EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1 AND conversation_id = ANY ($2)', target) USING tenant, talks;
      EXCEPTION WHEN foreign_key_violation THEN
        postponed := postponed || target;
      END;
    END LOOP;
    IF cardinality(postponed) = cardinality(waiting) THEN
      RAISE EXCEPTION 'erase_contact: tables point to each other: %', postponed;
    END IF;
    waiting := postponed;
  END LOOP;
  FOR target IN SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = 'contact_id'
      AND c.table_name NOT IN ('orders', 'bookings', 'payments', 'promo_uses', 'conversations', 'contact_identities', 'erasures')
  LOOP
    EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1 AND contact_id = $2', target) USING tenant, contact;
  END LOOP;

  -- Shells, for what is kept to point to.
  UPDATE public.conversations SET summary = NULL, status = 'closed', assignee_id = NULL, assignee_name = NULL, message_count = 0,
    summarized_through = 0, profiled_through = 0
    WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.contact_identities SET recipient = '', display_name = NULL, contact_key = 'erased:' || id
    WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.contacts SET name = NULL, address = NULL, language = NULL, notes = NULL, opted_out_at = NULL,
      marketing_opted_out_at = NULL, wish_changed_at = NULL, opt_out_confirmed = false, erased_at = coalesce(erased_at, now())
    WHERE tenant_id = tenant AND id = contact;
END $function$
;

CREATE OR REPLACE FUNCTION public.feed_news(tenants uuid[], seen pg_snapshot[])
 RETURNS TABLE(tenant_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT t.id FROM unnest(tenants, seen) AS t (id, seen)
  WHERE EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = t.id AND f.xid >= pg_snapshot_xmin(t.seen)
    AND NOT pg_visible_in_snapshot(f.xid, t.seen))
$function$
;

CREATE OR REPLACE FUNCTION public.has_extension(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT EXISTS (SELECT FROM pg_extension WHERE extname = wanted) $function$
;

CREATE OR REPLACE FUNCTION public.iso_utc(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $function$
;

CREATE OR REPLACE FUNCTION public.knowledge_backlog(most integer)
 RETURNS TABLE(tenant_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT d.tenant_id, d.id FROM public.knowledge_documents d
  WHERE d.status IN ('waiting', 'parsing', 'embedding', 'removing') AND d.updated_at < now() - interval '1 minute'
  ORDER BY d.updated_at LIMIT most
$function$
;

CREATE OR REPLACE FUNCTION public.list_tenants()
 RETURNS TABLE(id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT t.id, t.slug, t.name FROM public.tenants t ORDER BY t.slug $function$
;

CREATE OR REPLACE FUNCTION public.make_searchable(target regclass, title text, keywords text, body text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
END $function$
;

CREATE OR REPLACE FUNCTION public.note_changed_product()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.name, NEW.aliases, NEW.tags, NEW.description) IS DISTINCT FROM (OLD.name, OLD.aliases, OLD.tags, OLD.description) THEN
    NEW.search_due := true;
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.note_search_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO search_words (tenant_id, word)
  SELECT DISTINCT c.tenant_id, l.lexeme FROM changed c JOIN before b ON b.tenant_id = c.tenant_id AND b.id = c.id
    CROSS JOIN LATERAL unnest(c.search) AS l
  WHERE b.search_due AND NOT c.search_due AND length(l.lexeme) BETWEEN 3 AND 60 AND l.lexeme !~ '^[0-9]+$'
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.overdue_bookings(most integer)
 RETURNS TABLE(tenant_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT due.tenant_id, due.id FROM (
    (SELECT b.tenant_id, b.id, b.held_until AS at FROM public.bookings b
      WHERE b.status = 'held' AND b.held_until < now() - interval '1 minute' ORDER BY b.held_until LIMIT most)
    UNION ALL
    (SELECT b.tenant_id, b.id, b.reminder_at FROM public.bookings b
      WHERE b.status = 'confirmed' AND b.reminder_at IS NOT NULL AND b.reminder_outcome IS NULL
        AND b.reminder_at < now() - interval '1 minute' ORDER BY b.reminder_at LIMIT most)
    UNION ALL
    (SELECT b.tenant_id, b.id, b.updated_at FROM public.bookings b
      WHERE b.notice IS NOT NULL AND b.updated_at < now() - interval '1 minute' ORDER BY b.updated_at LIMIT most)
  ) due ORDER BY due.at LIMIT most
$function$
;

CREATE OR REPLACE FUNCTION public.overdue_payments(most integer)
 RETURNS TABLE(tenant_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT p.tenant_id, p.id FROM public.payments p
  WHERE (p.status = 'open' AND least(p.expires_at, CASE WHEN p.nudged_at IS NULL THEN p.nudge_at END) < now() - interval '1 minute')
    OR (p.status = 'creating' AND p.created_at < now() - interval '11 minutes')
  UNION
  SELECT n.tenant_id, n.payment_id FROM public.payment_notices n
  WHERE n.sent_at IS NULL AND n.created_at < now() - interval '1 minute'
  UNION
  SELECT r.tenant_id, r.payment_id FROM public.payment_refunds r
  WHERE r.status = 'requested' AND r.provider_refund_id IS NULL AND r.created_at < now() - interval '1 minute'
  LIMIT most
$function$
;

CREATE OR REPLACE FUNCTION public.overdue_webhooks(most integer)
 RETURNS TABLE(tenant_id uuid, batch uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT DISTINCT d.tenant_id, d.batch FROM (SELECT p.tenant_id, p.batch FROM public.webhook_deliveries p
    WHERE p.status = 'pending' AND p.due_at < now() - interval '1 minute' ORDER BY p.due_at LIMIT most) d
$function$
;

CREATE OR REPLACE FUNCTION public.protect_tenant_table(target regclass, rights text, key_column text DEFAULT 'tenant_id'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_only ON %s USING (%I = current_tenant()) WITH CHECK (%I = current_tenant())',
    target, key_column, key_column);
  EXECUTE format('GRANT %s ON %s TO colloquy_app', rights, target);
END $function$
;

CREATE OR REPLACE FUNCTION public.prune_feed(most integer)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH gone AS (
    DELETE FROM public.feed WHERE ctid = ANY (ARRAY(
      SELECT f.ctid FROM public.feed f WHERE f.created_at < now() - interval '7 days' LIMIT most)) RETURNING 1
  )
  SELECT count(*) FROM gone
$function$
;

CREATE OR REPLACE FUNCTION public.prune_webhooks(most integer)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH gone AS (
    DELETE FROM public.webhook_deliveries WHERE (tenant_id, id) IN (
      SELECT d.tenant_id, d.id FROM public.webhook_deliveries d WHERE d.status <> 'pending'
        AND d.created_at < now() - CASE d.status WHEN 'dead' THEN interval '30 days' ELSE interval '7 days' END
      ORDER BY d.created_at LIMIT most) RETURNING 1
  )
  SELECT count(*) FROM gone
$function$
;

CREATE OR REPLACE FUNCTION public.raise_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.return_stock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM FROM products p JOIN taken t ON t.tenant_id = p.tenant_id AND t.product_id = p.id
  WHERE p.stock_milli IS NOT NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE products p SET stock_milli = p.stock_milli + s.milli
  FROM (SELECT t.tenant_id, t.product_id, sum(t.quantity_milli) AS milli FROM taken t
    JOIN orders o ON o.tenant_id = t.tenant_id AND o.id = t.order_id AND o.status <> 'cancelled' GROUP BY 1, 2) s
  WHERE p.tenant_id = s.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.return_stock_of_cancelled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE products p SET stock_milli = p.stock_milli + CASE NEW.status WHEN 'cancelled' THEN s.milli ELSE -s.milli END
  FROM (SELECT i.product_id, sum(i.quantity_milli) AS milli FROM order_items i
    WHERE i.tenant_id = NEW.tenant_id AND i.order_id = NEW.id GROUP BY 1) s
  WHERE p.tenant_id = NEW.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.search_by_meaning(corpus text, meaning real[], made_by text, floor real, most integer, way text)
 RETURNS TABLE(hit uuid, place bigint)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_sort TO 'off'
AS $function$
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
END $function$
;

CREATE OR REPLACE FUNCTION public.search_by_words(corpus text, words text[], most integer, fuzzy boolean)
 RETURNS TABLE(hit uuid, place bigint)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  -- A word in more rows than this says little: it is only looked for among the rows that the other words found.
  common CONSTANT integer := CASE corpus WHEN 'products' THEN 2000 ELSE 600 END;
  -- Rows whose text is unpacked to see where the words stand in it; those of documents are long.
  weighed CONSTANT integer := CASE corpus WHEN 'products' THEN 300 ELSE 120 END;
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
  -- What the statistics say of a word. Where they are sure that it is common, it need not be counted, which would read
  -- all that the index has of it; where they err, it is found among the rows of the other words, or with them.
  guess CONSTANT text := format('EXPLAIN (FORMAT JSON) SELECT FROM public.%I c WHERE c.tenant_id = $1 AND c.search @@ $2', corpus);
  sure CONSTANT integer := 20 * common;
  guessed json;
  is_large boolean;
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
  all_of tsquery;
  with_all uuid[];
  with_any uuid[] := '{}';
  waiting tsquery[] := '{}';
  hits uuid[] := '{}';
  scores real[] := '{}';
BEGIN
  IF fuzzy THEN
    SELECT quote_ident(n.nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  END IF;
  -- Rows enough that have every word: then each word is common, and none has to be counted alone.
  IF cardinality(words) > 1 THEN
    SELECT string_agg(quote_literal(w), ' & ')::tsquery INTO all_of FROM unnest(words) AS w;
    EXECUTE page INTO with_all USING tenant, all_of, common + 1;
    IF cardinality(with_all) > common THEN
      everything := all_of;
      words := '{}';
    END IF;
  END IF;
  SELECT c.reltuples > sure INTO is_large FROM pg_class c WHERE c.oid = to_regclass(format('public.%I', corpus));
  FOREACH word IN ARRAY words LOOP
    query := (quote_literal(word))::tsquery;
    IF is_large THEN
      EXECUTE guess INTO guessed USING tenant, query;
      IF (guessed->0->'Plan'->>'Plan Rows')::float8 > sure THEN
        waiting := waiting || query;
        together := CASE WHEN together IS NULL THEN query ELSE together && query END;
        everything := CASE WHEN everything IS NULL THEN query ELSE everything || query END;
        CONTINUE;
      END IF;
    END IF;
    EXECUTE page INTO ids USING tenant, query, common + 1;
    rows_found := coalesce(array_length(ids, 1), 0);
    IF rows_found > common THEN
      waiting := waiting || query;
      with_any := with_any || ids;
      together := CASE WHEN together IS NULL THEN query ELSE together && query END;
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
    EXECUTE page INTO ids USING tenant, near, common + 1;
    rows_found := coalesce(array_length(ids, 1), 0);
    IF rows_found > common THEN
      -- "Chiken" in a shop where every third thing is of chicken.
      waiting := waiting || near;
      with_any := with_any || ids;
      together := CASE WHEN together IS NULL THEN near ELSE together && near END;
      everything := CASE WHEN everything IS NULL THEN near ELSE everything || near END;
    ELSIF rows_found > 0 THEN
      hits := hits || ids;
      scores := scores || array_fill((0.5 * ln(1 + 5000.0 / (1 + rows_found)))::real, ARRAY[rows_found]);
      rare := CASE WHEN rare IS NULL THEN near ELSE rare || near END;
      everything := CASE WHEN everything IS NULL THEN near ELSE everything || near END;
    END IF;
  END LOOP;
  IF everything IS NULL THEN RETURN; END IF;
  -- Nothing but common words: rows that have all of them, else of those that were looked at the ones that have most.
  IF rare IS NULL THEN
    IF cardinality(waiting) > 1 AND together IS DISTINCT FROM all_of THEN
      EXECUTE page INTO with_all USING tenant, together, common;
    END IF;
    hits := coalesce(with_all, with_any);
    -- The statistics alone have spoken so far.
    IF cardinality(hits) = 0 THEN EXECUTE page INTO hits USING tenant, everything, common; END IF;
    scores := array_fill(1::real, ARRAY[coalesce(array_length(hits, 1), 0)]);
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
        ORDER BY sum(h.score) DESC, h.id LIMIT $6) b OFFSET 0) r
    ORDER BY 2 LIMIT $5$sql$, corpus) USING hits, scores, everything, tenant, most, weighed;
END $function$
;

CREATE OR REPLACE FUNCTION public.search_ids(corpus text, said text, words text[], meaning real[], made_by text, floor real, most integer, arms text)
 RETURNS TABLE(id uuid, score real, similarity real)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
END $function$
;

CREATE OR REPLACE FUNCTION public.search_keys(name text, aliases jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT array_agg(DISTINCT btrim(search_text(said))) FROM (
    SELECT name AS said UNION ALL SELECT jsonb_array_elements_text(aliases)) s WHERE btrim(search_text(said)) <> ''
$function$
;

CREATE OR REPLACE FUNCTION public.search_letters(word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT string_agg(letter, '' ORDER BY letter COLLATE "C") FROM string_to_table(word, NULL) AS letter $function$
;

CREATE OR REPLACE FUNCTION public.search_messages(words text[], goes_on boolean, before uuid, who text, talk uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  -- What is said often is met among so many of the newest messages; an index would gather all of it first.
  newest CONSTANT integer := 4000;
  tenant CONSTANT uuid := public.current_tenant();
  wanted CONSTANT tsquery := (SELECT string_agg(quote_literal(w.word) || CASE WHEN goes_on AND w.place = cardinality(words)
    THEN ':*' ELSE '' END, ' & ') FROM unnest(words) WITH ORDINALITY AS w (word, place))::tsquery;
  found uuid[];
BEGIN
  IF wanted IS NULL THEN RETURN; END IF;
  IF talk IS NOT NULL THEN
    RETURN QUERY SELECT m.id FROM public.messages m
      WHERE m.tenant_id = tenant AND m.conversation_id = talk AND m.search @@ wanted AND m.id < before AND m.author <> 'system'
        AND (who IS NULL OR m.author = who) ORDER BY m.id DESC LIMIT most;
    RETURN;
  END IF;
  SELECT array_agg(x.id) INTO found FROM (
    SELECT n.id FROM (SELECT m.id, m.search, m.author FROM public.messages m WHERE m.tenant_id = tenant AND m.id < before
      ORDER BY m.id DESC LIMIT newest) n
    WHERE n.search @@ wanted AND n.author <> 'system' AND (who IS NULL OR n.author = who) ORDER BY n.id DESC LIMIT most) x;
  IF cardinality(found) >= most THEN
    RETURN QUERY SELECT unnest(found);
    RETURN;
  END IF;
  RETURN QUERY SELECT * FROM public.search_messages_by_index(tenant, wanted, before, who, most);
END $function$
;

CREATE OR REPLACE FUNCTION public.search_messages_by_index(tenant uuid, wanted tsquery, before uuid, who text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_indexscan TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
BEGIN
  RETURN QUERY EXECUTE 'SELECT m.id FROM public.messages m
    WHERE m.tenant_id = $1 AND m.search @@ $2 AND m.id < $3 AND m.author <> ''system'' AND ($4 IS NULL OR m.author = $4)
    ORDER BY m.id DESC LIMIT $5' USING tenant, wanted, before, who, most;
END $function$
;

CREATE OR REPLACE FUNCTION public.search_shape(word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT translate(word,
    'אבגדהוזחטיכלמנסעפצקרשתךםןףץ' || 'абвгдежзиклмнопрстуфхцчшщъыьэюяієґ' || 'αβγδεζηθικλμνξοπρστυφχψως' || 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىة' || 'æøłđœþħ',
    'abcdefghijklmnopqrstuvkmnqr' || 'abcdefghijklmnopqrstuvwxyz01234ieg' || 'abcdefghijklmnopqrstuvwxr' || 'abcdefghijklmnopqrstuvwxyz011w' || 'aoldoth')
$function$
;

CREATE OR REPLACE FUNCTION public.search_text(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT translate(lower(regexp_replace(regexp_replace(normalize(said, NFKD),
      '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u20d0-\u20ff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff''"`\u00b4\u2018\u2019\u201b-\u201f\u02bc\u05f3\u05f4]', '', 'g'),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u05be\u05c0\u05c3\u05c6\u060c\u061b\u061f\u2010-\u2015\u2020-\u2029\u202f-\u205f\u20a0-\u20cf\u2190-\u23ff\u2500-\u27bf\u3000-\u3003\u3008-\u3011\U0001f000-\U0001faff]+', ' ', 'g')),
    'ÆØŁĐŒÞĦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄҐ',
    'æøłđœþħαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяієґ')
$function$
;

CREATE OR REPLACE FUNCTION public.spool_backlog(most integer)
 RETURNS TABLE(tenant_id uuid, workflow_id text, waiting bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT s.tenant_id, s.workflow_id, count(*) FROM public.inbound_spool s
  GROUP BY s.tenant_id, s.workflow_id ORDER BY min(s.position) LIMIT most
$function$
;

CREATE OR REPLACE FUNCTION public.spool_size()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT count(*) FROM public.inbound_spool $function$
;

CREATE OR REPLACE FUNCTION public.take_stock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- An UPDATE of no row still fires what watches products: most shops count nothing.
  PERFORM FROM products p JOIN given g ON g.tenant_id = p.tenant_id AND g.product_id = p.id
  WHERE p.stock_milli IS NOT NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE products p SET stock_milli = p.stock_milli - s.milli
  FROM (SELECT g.tenant_id, g.product_id, sum(g.quantity_milli) AS milli FROM given g GROUP BY 1, 2) s
  WHERE p.tenant_id = s.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.tell_feed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  kind CONSTANT text := TG_ARGV[0];
  fact CONSTANT text := kind || '.' || CASE TG_ARGV[1] WHEN 'status' THEN to_jsonb(NEW)->>'status' ELSE TG_ARGV[1] END;
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, fact, NEW.conversation_id, kind, NEW.id
  WHERE NOT EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = NEW.tenant_id AND f.xid = pg_current_xact_id()
    AND f.subject_id = NEW.id AND f.type IN (fact, kind || '.created'));
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.tell_feed_of_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, 'conversation.updated', NEW.id, 'conversation', NEW.id
  WHERE NOT EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = NEW.tenant_id AND f.xid = pg_current_xact_id()
    AND f.subject_id = NEW.id AND f.type = 'conversation.updated');
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.tell_feed_of_handoff()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, 'handoff.' || CASE NEW.type WHEN 'handoff_returned' THEN 'released' ELSE substr(NEW.type, 9) END,
    NEW.conversation_id, CASE WHEN h.id IS NOT NULL THEN 'handoff' END, h.id
  FROM (SELECT (SELECT h.id FROM public.handoffs h WHERE h.tenant_id = NEW.tenant_id AND h.conversation_id = NEW.conversation_id
    ORDER BY h.created_at DESC, h.id DESC LIMIT 1) AS id) h;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.tenant_by_slug(wanted text)
 RETURNS TABLE(id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT t.id, t.slug, t.name FROM public.tenants t WHERE t.slug = wanted $function$
;

CREATE OR REPLACE FUNCTION public.tenant_of_stripe_account(wanted text)
 RETURNS TABLE(id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT t.id, t.slug, t.name FROM public.stripe_accounts a JOIN public.tenants t ON t.id = a.tenant_id
  WHERE a.account_id = wanted
$function$
;

CREATE OR REPLACE FUNCTION public.tenants_of_keys(ids uuid[])
 RETURNS TABLE(tenant_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT DISTINCT k.tenant_id FROM public.conversation_keys k WHERE k.id = ANY (ids)
$function$
;

CREATE OR REPLACE FUNCTION public.touch_tenant_of_document()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id = NEW.tenant_id;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.touch_tenant_of_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id = coalesce(NEW.tenant_id, OLD.tenant_id);
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.touch_tenants_of_changed_products()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id IN (
    SELECT DISTINCT c.tenant_id FROM changed c JOIN before b ON b.tenant_id = c.tenant_id AND b.id = c.id
    WHERE (c.name, c.aliases, c.description, c.unit, c.step_milli, c.price_minor, c.currency, c.available, c.tags, c.position,
        c.removed_at, c.sold_out, c.out_of_stock, c.stock_milli IS NULL, c.images)
      IS DISTINCT FROM (b.name, b.aliases, b.description, b.unit, b.step_milli, b.price_minor, b.currency, b.available, b.tags,
        b.position, b.removed_at, b.sold_out, b.out_of_stock, b.stock_milli IS NULL, b.images));
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.touch_tenants_of_products()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id IN (SELECT DISTINCT tenant_id FROM changed);
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.webhook_backlog(most integer)
 RETURNS TABLE(tenant_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT c.tenant_id FROM public.webhook_cursors c
  WHERE (c.leased_until IS NULL OR c.leased_until < now())
    AND EXISTS (SELECT FROM public.webhook_endpoints e WHERE e.tenant_id = c.tenant_id AND e.status = 'active')
    AND EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = c.tenant_id AND f.xid >= pg_snapshot_xmin(c.seen)
      AND NOT pg_visible_in_snapshot(f.xid, c.seen))
  LIMIT most
$function$
;

-- tables

CREATE TABLE account_links (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  purpose text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT account_links_pkey PRIMARY KEY (tenant_id, secret_hash),
  CONSTRAINT account_links_purpose_check CHECK ((purpose = ANY (ARRAY['invite'::text, 'reset'::text]))),
  CONSTRAINT account_links_secret_hash_check CHECK ((length(secret_hash) = 32)),
  CONSTRAINT account_links_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, id)
);

CREATE TABLE agent_configs (
  tenant_id uuid NOT NULL,
  role text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  fallbacks jsonb NOT NULL DEFAULT '[]'::jsonb,
  temperature double precision,
  version integer NOT NULL DEFAULT 1,
  set_by text NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT agent_configs_fallbacks_check CHECK ((jsonb_typeof(fallbacks) = 'array'::text)),
  CONSTRAINT agent_configs_pkey PRIMARY KEY (tenant_id, role),
  CONSTRAINT agent_configs_role_check CHECK ((role = ANY (ARRAY['planner'::text, 'memory'::text, 'database'::text, 'knowledge'::text, 'booking'::text]))),
  CONSTRAINT agent_configs_temperature_check CHECK (((temperature >= (0)::double precision) AND (temperature <= (2)::double precision))),
  CONSTRAINT agent_configs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE api_keys (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  role text NOT NULL,
  created_by text NOT NULL,
  scopes text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'agent'::text, 'admin'::text]))),
  CONSTRAINT api_keys_secret_hash_check CHECK ((length(secret_hash) = 32)),
  CONSTRAINT api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT api_keys_tenant_id_secret_hash_key UNIQUE (tenant_id, secret_hash)
);

CREATE TABLE audit_log (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject text,
  subject_id text,
  details jsonb NOT NULL,
  request_id text,
  CONSTRAINT audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'key'::text, 'platform'::text]))),
  CONSTRAINT audit_log_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT audit_log_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE blackouts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid,
  period tstzrange NOT NULL,
  reason text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT blackouts_period CHECK (((NOT isempty(period)) AND lower_inc(period) AND (NOT upper_inc(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period)))),
  CONSTRAINT blackouts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT blackouts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT blackouts_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES resources(tenant_id, id)
);

CREATE TABLE booking_counters (
  tenant_id uuid NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT booking_counters_last_number_check CHECK ((last_number >= 5001)),
  CONSTRAINT booking_counters_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT booking_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE bookings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number integer NOT NULL,
  resource_id uuid NOT NULL,
  conversation_id uuid,
  contact_id uuid,
  status text NOT NULL,
  period tstzrange NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  guest_name text,
  notes text,
  held_until timestamp with time zone,
  request_key text NOT NULL,
  reminder_at timestamp with time zone,
  reminder_outcome text,
  notice text,
  notices integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT bookings_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT bookings_hold CHECK (((status = 'held'::text) = (held_until IS NOT NULL))),
  CONSTRAINT bookings_notice_check CHECK ((notice = ANY (ARRAY['expired'::text, 'confirmed'::text, 'rescheduled'::text, 'cancelled'::text]))),
  CONSTRAINT bookings_number_check CHECK ((number >= 5001)),
  CONSTRAINT bookings_period CHECK (((NOT isempty(period)) AND lower_inc(period) AND (NOT upper_inc(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period)))),
  CONSTRAINT bookings_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT bookings_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT bookings_reminder_outcome_check CHECK ((reminder_outcome = ANY (ARRAY['told'::text, 'outside_window'::text, 'nobody_to_tell'::text, 'too_late'::text]))),
  CONSTRAINT bookings_status_check CHECK ((status = ANY (ARRAY['held'::text, 'confirmed'::text, 'cancelled'::text, 'expired'::text]))),
  CONSTRAINT bookings_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT bookings_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT bookings_tenant_id_number_key UNIQUE (tenant_id, number),
  CONSTRAINT bookings_tenant_id_request_key_key UNIQUE (tenant_id, request_key),
  CONSTRAINT bookings_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES resources(tenant_id, id),
  CONSTRAINT one_living_booking_a_slot EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, period WITH &&) WHERE ((status = ANY (ARRAY['held'::text, 'confirmed'::text])))
);

CREATE TABLE canned_replies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  shortcut text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  language text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT canned_replies_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT canned_replies_shortcut_check CHECK ((shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'::text)),
  CONSTRAINT canned_replies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT canned_replies_tenant_id_shortcut_key UNIQUE (tenant_id, shortcut),
  CONSTRAINT canned_replies_text_check CHECK (((length(text) >= 1) AND (length(text) <= 4000))),
  CONSTRAINT canned_replies_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);

CREATE TABLE catalog_sources (
  tenant_id uuid NOT NULL,
  url text NOT NULL,
  every_minutes integer NOT NULL,
  state text NOT NULL DEFAULT 'waiting'::text,
  etag text,
  content_hash bytea,
  fetched_at timestamp with time zone,
  products integer,
  skipped jsonb NOT NULL DEFAULT '[]'::jsonb,
  tried_at timestamp with time zone,
  error text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT catalog_sources_every_minutes_check CHECK (((every_minutes >= 5) AND (every_minutes <= 10080))),
  CONSTRAINT catalog_sources_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT catalog_sources_skipped_check CHECK ((jsonb_typeof(skipped) = 'array'::text)),
  CONSTRAINT catalog_sources_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ok'::text, 'failing'::text]))),
  CONSTRAINT catalog_sources_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT catalog_sources_url_check CHECK ((length(url) <= 2000))
);

CREATE TABLE channel_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  contact_key text,
  data jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT channel_events_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT channel_events_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES channels(tenant_id, id),
  CONSTRAINT channel_events_tenant_id_channel_id_key_key UNIQUE (tenant_id, channel_id, key)
);

CREATE TABLE channels (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel text NOT NULL,
  status text NOT NULL DEFAULT 'active'::text,
  sealed_credentials bytea,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  account_ids text[] NOT NULL DEFAULT '{}'::text[],
  last_inbound_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  token_expires_at timestamp with time zone,
  CONSTRAINT channels_channel_check CHECK ((channel = ANY (ARRAY['telegram'::text, 'whatsapp'::text, 'messenger'::text, 'instagram'::text, 'twilio'::text, 'web'::text]))),
  CONSTRAINT channels_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT channels_status_check CHECK ((status = ANY (ARRAY['active'::text, 'auth_failed'::text, 'off'::text]))),
  CONSTRAINT channels_tenant_id_channel_key UNIQUE (tenant_id, channel),
  CONSTRAINT channels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE contact_identities (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  contact_key text NOT NULL,
  recipient text NOT NULL,
  display_name text,
  blocked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT contact_identities_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_identities_tenant_id_channel_id_contact_key_key UNIQUE (tenant_id, channel_id, contact_key),
  CONSTRAINT contact_identities_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES channels(tenant_id, id),
  CONSTRAINT contact_identities_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id)
);

CREATE TABLE contacts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text,
  address text,
  language text,
  notes text,
  opted_out_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  wish_changed_at timestamp with time zone,
  opt_out_confirmed boolean NOT NULL DEFAULT false,
  marketing_opted_out_at timestamp with time zone,
  search_name text DEFAULT search_text(name),
  time_zone text,
  erased_at timestamp with time zone,
  CONSTRAINT contacts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE conversation_keys (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  workflow_id text NOT NULL,
  sealed_key bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT conversation_keys_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT conversation_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT conversation_keys_tenant_id_workflow_id_key UNIQUE (tenant_id, workflow_id)
);

CREATE TABLE conversation_labels (
  tenant_id uuid NOT NULL,
  label_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  added_by text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT conversation_labels_pkey PRIMARY KEY (tenant_id, conversation_id, label_id),
  CONSTRAINT conversation_labels_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT conversation_labels_tenant_id_label_id_fkey FOREIGN KEY (tenant_id, label_id) REFERENCES labels(tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE conversations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  workflow_id text NOT NULL,
  channel_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  stage text NOT NULL DEFAULT 'greeting'::text,
  status text NOT NULL DEFAULT 'bot'::text,
  ai_enabled boolean NOT NULL DEFAULT true,
  promo_shown boolean NOT NULL DEFAULT false,
  summary text,
  summarized_through integer NOT NULL DEFAULT 0,
  profiled_through integer NOT NULL DEFAULT 0,
  message_count integer NOT NULL DEFAULT 0,
  last_turn integer NOT NULL DEFAULT 0,
  last_activity_at timestamp with time zone NOT NULL DEFAULT now(),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  assignee_id text,
  assignee_name text,
  title text,
  rating_of uuid,
  CONSTRAINT conversations_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT conversations_stage_check CHECK ((stage = ANY (ARRAY['greeting'::text, 'opening'::text, 'consultation'::text, 'testimony'::text, 'promo'::text, 'closing'::text, 'farewell'::text]))),
  CONSTRAINT conversations_status_check CHECK ((status = ANY (ARRAY['bot'::text, 'waiting'::text, 'human'::text, 'paused'::text, 'closed'::text]))),
  CONSTRAINT conversations_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES channels(tenant_id, id),
  CONSTRAINT conversations_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT conversations_tenant_id_identity_id_fkey FOREIGN KEY (tenant_id, identity_id) REFERENCES contact_identities(tenant_id, id),
  CONSTRAINT conversations_tenant_id_workflow_id_key UNIQUE (tenant_id, workflow_id),
  CONSTRAINT conversations_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
) WITH (fillfactor=80);

CREATE TABLE dead_letters (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  workflow_id text NOT NULL,
  key text NOT NULL,
  message_ids jsonb NOT NULL,
  reason text NOT NULL,
  sealed_payload bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  replayed_at timestamp with time zone,
  replayed_by text,
  CONSTRAINT dead_letters_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT dead_letters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT dead_letters_tenant_id_workflow_id_key_key UNIQUE (tenant_id, workflow_id, key)
);

CREATE TABLE delivery_statuses (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  provider_message_id text NOT NULL,
  status text NOT NULL,
  at timestamp with time zone NOT NULL,
  failure_code text,
  failure_reason text,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT delivery_statuses_pkey PRIMARY KEY (tenant_id, channel_id, provider_message_id),
  CONSTRAINT delivery_statuses_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'delivered'::text, 'read'::text, 'failed'::text]))),
  CONSTRAINT delivery_statuses_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES channels(tenant_id, id)
) WITH (fillfactor=80);

CREATE TABLE erasures (
  tenant_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamp with time zone NOT NULL DEFAULT now(),
  workflow_ids text[] NOT NULL DEFAULT '{}'::text[],
  contact_keys text[] NOT NULL DEFAULT '{}'::text[],
  detached_at timestamp with time zone,
  rows_erased_at timestamp with time zone,
  keys_destroyed_at timestamp with time zone,
  histories text,
  done_at timestamp with time zone,
  CONSTRAINT erasures_histories_check CHECK ((histories = ANY (ARRAY['deleted'::text, 'unreadable'::text]))),
  CONSTRAINT erasures_pkey PRIMARY KEY (tenant_id, contact_id),
  CONSTRAINT erasures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  key text NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT events_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT events_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT events_tenant_id_conversation_id_key_key UNIQUE (tenant_id, conversation_id, key)
);

CREATE TABLE feed (
  tenant_id uuid NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  type text NOT NULL,
  conversation_id uuid,
  subject_kind text,
  subject_id uuid,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT feed_pkey PRIMARY KEY (tenant_id, xid, id)
);

CREATE TABLE handoffs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  reason text NOT NULL,
  requested_by text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_at timestamp with time zone,
  claimed_at timestamp with time zone,
  first_reply_at timestamp with time zone,
  closed_by text,
  priority smallint NOT NULL DEFAULT 1,
  queued_at timestamp with time zone NOT NULL DEFAULT now(),
  holder_id text,
  holder_name text,
  marks jsonb NOT NULL DEFAULT '{}'::jsonb,
  dues jsonb NOT NULL DEFAULT '{}'::jsonb,
  summary text,
  closed_why text,
  rating_asked_at timestamp with time zone,
  rating smallint,
  rated_at timestamp with time zone,
  rated_turn integer,
  CONSTRAINT handoffs_closed_why_check CHECK ((closed_why = ANY (ARRAY['released'::text, 'resolved'::text, 'silent'::text, 'forgotten'::text, 'switched'::text]))),
  CONSTRAINT handoffs_dues_check CHECK ((jsonb_typeof(dues) = 'object'::text)),
  CONSTRAINT handoffs_holder CHECK (((holder_id IS NULL) = (holder_name IS NULL))),
  CONSTRAINT handoffs_marks_check CHECK ((jsonb_typeof(marks) = 'object'::text)),
  CONSTRAINT handoffs_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT handoffs_priority_check CHECK (((priority >= 0) AND (priority <= 3))),
  CONSTRAINT handoffs_rated CHECK ((((rating IS NULL) = (rated_at IS NULL)) AND ((rating IS NULL) = (rated_turn IS NULL)))),
  CONSTRAINT handoffs_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  CONSTRAINT handoffs_requested_by_check CHECK ((requested_by = ANY (ARRAY['customer'::text, 'model'::text, 'gate'::text, 'failure'::text, 'staff'::text]))),
  CONSTRAINT handoffs_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id)
);

CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL,
  caller text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  claim uuid NOT NULL,
  claimed_until timestamp with time zone NOT NULL,
  sealed_answer bytea,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT idempotency_keys_fingerprint_check CHECK ((length(fingerprint) = 32)),
  CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, caller, key),
  CONSTRAINT idempotency_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE inbound_spool (
  tenant_id uuid NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  workflow_id text NOT NULL,
  sealed_payload bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT inbound_spool_pkey PRIMARY KEY (tenant_id, "position"),
  CONSTRAINT inbound_spool_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE knowledge_chunks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  generation integer NOT NULL,
  "position" integer NOT NULL,
  title text NOT NULL,
  section text,
  page integer,
  text text NOT NULL,
  tokens integer NOT NULL,
  search tsvector NOT NULL DEFAULT ((setweight(to_tsvector('simple'::regconfig, search_text(title)), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, search_text(COALESCE(section, ''::text))), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, search_text(text)), 'C'::"char")),
  embedding real[],
  embedding_bits bit(384) DEFAULT embedding_signature(embedding),
  embedder text,
  search_due boolean NOT NULL DEFAULT true,
  CONSTRAINT knowledge_chunks_embedding_check CHECK (((array_length(embedding, 1) = 384) AND (array_position(embedding, NULL::real) IS NULL))),
  CONSTRAINT knowledge_chunks_generation_check CHECK ((generation > 0)),
  CONSTRAINT knowledge_chunks_page_check CHECK ((page > 0)),
  CONSTRAINT knowledge_chunks_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT knowledge_chunks_position_check CHECK (("position" > 0)),
  CONSTRAINT knowledge_chunks_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES knowledge_documents(tenant_id, id),
  CONSTRAINT knowledge_chunks_tenant_id_document_id_generation_position_key UNIQUE (tenant_id, document_id, generation, "position"),
  CONSTRAINT knowledge_chunks_text_check CHECK ((text <> ''::text)),
  CONSTRAINT knowledge_chunks_tokens_check CHECK ((tokens > 0))
);

CREATE TABLE knowledge_documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  file_name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  storage_key text NOT NULL,
  status text NOT NULL DEFAULT 'waiting'::text,
  error_code text,
  error_message text,
  pages integer,
  generation integer NOT NULL DEFAULT 1,
  live_generation integer,
  chunks integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  ready_at timestamp with time zone,
  CONSTRAINT knowledge_documents_bytes_check CHECK ((bytes > 0)),
  CONSTRAINT knowledge_documents_check CHECK ((live_generation <= generation)),
  CONSTRAINT knowledge_documents_check1 CHECK ((((status = 'failed'::text) = (error_code IS NOT NULL)) AND ((error_code IS NULL) = (error_message IS NULL)))),
  CONSTRAINT knowledge_documents_check2 CHECK (((status <> 'ready'::text) OR (live_generation = generation))),
  CONSTRAINT knowledge_documents_check3 CHECK (((status <> 'removing'::text) OR (live_generation IS NULL))),
  CONSTRAINT knowledge_documents_chunks_check CHECK ((chunks >= 0)),
  CONSTRAINT knowledge_documents_error_message_check CHECK ((length(error_message) <= 500)),
  CONSTRAINT knowledge_documents_file_name_check CHECK ((length(file_name) <= 255)),
  CONSTRAINT knowledge_documents_generation_check CHECK ((generation > 0)),
  CONSTRAINT knowledge_documents_pages_check CHECK ((pages > 0)),
  CONSTRAINT knowledge_documents_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT knowledge_documents_sha256_check CHECK ((length(sha256) = 32)),
  CONSTRAINT knowledge_documents_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'parsing'::text, 'embedding'::text, 'ready'::text, 'failed'::text, 'removing'::text]))),
  CONSTRAINT knowledge_documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT knowledge_documents_title_check CHECK (((title <> ''::text) AND (length(title) <= 200))),
  CONSTRAINT knowledge_documents_type_check CHECK ((type = ANY (ARRAY['pdf'::text, 'docx'::text, 'html'::text, 'markdown'::text, 'text'::text])))
);

CREATE TABLE labels (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  color text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT labels_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text)),
  CONSTRAINT labels_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT labels_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT labels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT labels_tenant_id_name_key UNIQUE (tenant_id, name)
);

CREATE TABLE leads (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  name text NOT NULL,
  email text,
  whatsapp text,
  interest text,
  source text NOT NULL,
  consent_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT leads_check CHECK (((email IS NOT NULL) OR (whatsapp IS NOT NULL))),
  CONSTRAINT leads_name_check CHECK ((name <> ''::text)),
  CONSTRAINT leads_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leads_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT leads_tenant_id_contact_id_key UNIQUE (tenant_id, contact_id),
  CONSTRAINT leads_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT leads_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT leads_whatsapp_check CHECK ((whatsapp ~ '^\+[1-9][0-9]{6,14}$'::text))
);

CREATE TABLE messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  provider_message_id text,
  seq integer NOT NULL,
  author text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  attachments jsonb,
  turn integer NOT NULL,
  after_step integer NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  staff_name text,
  heard text,
  search tsvector DEFAULT to_tsvector('simple'::regconfig, search_text(COALESCE(heard, text))),
  CONSTRAINT messages_author_check CHECK ((author = ANY (ARRAY['customer'::text, 'bot'::text, 'human'::text, 'system'::text]))),
  CONSTRAINT messages_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT messages_seq_check CHECK ((seq > 0)),
  CONSTRAINT messages_tenant_id_channel_id_provider_message_id_key UNIQUE (tenant_id, channel_id, provider_message_id),
  CONSTRAINT messages_tenant_id_conversation_id_seq_key UNIQUE (tenant_id, conversation_id, seq),
  CONSTRAINT messages_tenant_id_conversation_id_turn_fkey FOREIGN KEY (tenant_id, conversation_id, turn) REFERENCES turns(tenant_id, conversation_id, turn)
);

CREATE TABLE notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  key text NOT NULL,
  staff_id text NOT NULL,
  staff_name text NOT NULL,
  text text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT notes_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notes_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT notes_tenant_id_conversation_id_key_key UNIQUE (tenant_id, conversation_id, key),
  CONSTRAINT notes_text_check CHECK ((text <> ''::text))
);

CREATE TABLE order_counters (
  tenant_id uuid NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT order_counters_last_number_check CHECK ((last_number >= 1001)),
  CONSTRAINT order_counters_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT order_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE order_items (
  tenant_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line integer NOT NULL,
  product_id uuid NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  quantity_milli bigint NOT NULL,
  unit_price_minor bigint NOT NULL,
  total_minor bigint NOT NULL,
  CONSTRAINT order_items_line_check CHECK ((line > 0)),
  CONSTRAINT order_items_pkey PRIMARY KEY (tenant_id, order_id, line),
  CONSTRAINT order_items_quantity_milli_check CHECK ((quantity_milli > 0)),
  CONSTRAINT order_items_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES orders(tenant_id, id),
  CONSTRAINT order_items_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES products(tenant_id, id),
  CONSTRAINT order_items_total_minor_check CHECK ((total_minor >= 0)),
  CONSTRAINT order_items_unit_price_minor_check CHECK ((unit_price_minor >= 0))
);

CREATE TABLE orders (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number integer NOT NULL,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  status text NOT NULL,
  currency text NOT NULL,
  total_minor bigint NOT NULL,
  delivery_address text,
  notes text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  discount_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT orders_discount_minor_check CHECK ((discount_minor >= 0)),
  CONSTRAINT orders_number_check CHECK ((number >= 1001)),
  CONSTRAINT orders_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'delivered'::text, 'cancelled'::text]))),
  CONSTRAINT orders_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT orders_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT orders_tenant_id_number_key UNIQUE (tenant_id, number),
  CONSTRAINT orders_total_minor_check CHECK ((total_minor >= 0))
);

CREATE TABLE outbox (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  part integer NOT NULL,
  step integer NOT NULL,
  key text NOT NULL,
  text text NOT NULL,
  state text NOT NULL,
  resent boolean NOT NULL DEFAULT false,
  provider_message_id text,
  error text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT outbox_part_check CHECK ((part > 0)),
  CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'suppressed'::text]))),
  CONSTRAINT outbox_tenant_id_conversation_id_turn_fkey FOREIGN KEY (tenant_id, conversation_id, turn) REFERENCES turns(tenant_id, conversation_id, turn),
  CONSTRAINT outbox_tenant_id_conversation_id_turn_part_key UNIQUE (tenant_id, conversation_id, turn, part)
);

CREATE TABLE payment_events (
  tenant_id uuid NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  object_id text NOT NULL,
  payment_id uuid,
  outcome text NOT NULL,
  effect text NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT payment_events_effect_check CHECK ((effect = ANY (ARRAY['applied'::text, 'repeated'::text, 'unmatched'::text, 'mismatch'::text, 'ignored'::text]))),
  CONSTRAINT payment_events_pkey PRIMARY KEY (tenant_id, event_id),
  CONSTRAINT payment_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE payment_notices (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  payment_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message jsonb NOT NULL,
  sent_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT payment_notices_pkey PRIMARY KEY (tenant_id, key),
  CONSTRAINT payment_notices_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT payment_notices_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payments(tenant_id, id)
);

CREATE TABLE payment_refunds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  call_key text NOT NULL,
  amount_minor bigint NOT NULL,
  status text NOT NULL,
  provider_refund_id text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT payment_refunds_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT payment_refunds_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT payment_refunds_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'done'::text, 'failed'::text]))),
  CONSTRAINT payment_refunds_tenant_id_call_key_key UNIQUE (tenant_id, call_key),
  CONSTRAINT payment_refunds_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payments(tenant_id, id)
);

CREATE TABLE payments (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  call_key text NOT NULL,
  subject text NOT NULL,
  subject_id uuid NOT NULL,
  number integer,
  description text NOT NULL,
  conversation_id uuid,
  contact_id uuid,
  amount_minor bigint NOT NULL,
  refunded_minor bigint NOT NULL DEFAULT 0,
  currency text NOT NULL,
  period text,
  status text NOT NULL,
  account_id text,
  session_id text,
  intent_id text,
  subscription_id text,
  url text,
  replaces uuid,
  nudge_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  nudged_at timestamp with time zone,
  paid_at timestamp with time zone,
  disputed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT payments_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT payments_check CHECK (((refunded_minor >= 0) AND (refunded_minor <= amount_minor))),
  CONSTRAINT payments_check1 CHECK (((status <> 'open'::text) OR ((session_id IS NOT NULL) AND (url IS NOT NULL)))),
  CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT payments_description_check CHECK ((description <> ''::text)),
  CONSTRAINT payments_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'year'::text]))),
  CONSTRAINT payments_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['creating'::text, 'open'::text, 'failed'::text, 'expired'::text, 'cancelled'::text, 'paid'::text, 'refunded'::text]))),
  CONSTRAINT payments_subject_check CHECK ((subject = ANY (ARRAY['order'::text, 'booking'::text, 'item'::text, 'plan'::text]))),
  CONSTRAINT payments_tenant_id_call_key_key UNIQUE (tenant_id, call_key),
  CONSTRAINT payments_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT payments_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT payments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT payments_tenant_id_session_id_key UNIQUE (tenant_id, session_id)
);

CREATE TABLE plans (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  period text,
  active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT plans_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT plans_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT plans_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT plans_name_check CHECK ((name <> ''::text)),
  CONSTRAINT plans_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'year'::text]))),
  CONSTRAINT plans_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT plans_tenant_id_code_key UNIQUE (tenant_id, code),
  CONSTRAINT plans_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE presence (
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state text NOT NULL,
  seen_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT presence_pkey PRIMARY KEY (tenant_id, connection_id),
  CONSTRAINT presence_state_check CHECK ((state = ANY (ARRAY['online'::text, 'away'::text]))),
  CONSTRAINT presence_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE price_rules (
  tenant_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  "position" integer NOT NULL,
  weekdays jsonb NOT NULL,
  from_minute integer NOT NULL,
  to_minute integer NOT NULL,
  price_minor bigint NOT NULL,
  CONSTRAINT price_rules_check CHECK ((from_minute < to_minute)),
  CONSTRAINT price_rules_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  CONSTRAINT price_rules_pkey PRIMARY KEY (tenant_id, resource_id, "position"),
  CONSTRAINT price_rules_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT price_rules_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES resources(tenant_id, id),
  CONSTRAINT price_rules_to_minute_check CHECK (((to_minute >= 1) AND (to_minute <= 1440))),
  CONSTRAINT price_rules_weekdays_check CHECK ((jsonb_typeof(weekdays) = 'array'::text))
);

CREATE TABLE products (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  aliases jsonb NOT NULL,
  description text NOT NULL,
  unit text NOT NULL,
  step_milli integer NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  available boolean NOT NULL,
  tags jsonb NOT NULL,
  "position" integer NOT NULL,
  removed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  source text NOT NULL DEFAULT 'profile'::text,
  sku text,
  variant_of uuid,
  stock_milli bigint,
  out_of_stock text NOT NULL DEFAULT 'show'::text,
  sold_out boolean NOT NULL DEFAULT ((stock_milli IS NOT NULL) AND (stock_milli < step_milli) AND (out_of_stock <> 'backorder'::text)),
  images jsonb NOT NULL DEFAULT '[]'::jsonb,
  extra jsonb NOT NULL DEFAULT '{}'::jsonb,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  search_names text[] DEFAULT search_keys(name, aliases),
  search tsvector NOT NULL DEFAULT ((setweight(to_tsvector('simple'::regconfig, search_text(((name || ' '::text) || (aliases)::text))), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, search_text((tags)::text)), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, search_text(description)), 'C'::"char")),
  embedding real[],
  embedding_bits bit(384) DEFAULT embedding_signature(embedding),
  embedder text,
  search_due boolean NOT NULL DEFAULT true,
  CONSTRAINT products_aliases_check CHECK ((jsonb_typeof(aliases) = 'array'::text)),
  CONSTRAINT products_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT products_embedding_check CHECK (((array_length(embedding, 1) = 384) AND (array_position(embedding, NULL::real) IS NULL))),
  CONSTRAINT products_extra_check CHECK (((jsonb_typeof(extra) = 'object'::text) AND (pg_column_size(extra) <= 16384))),
  CONSTRAINT products_images_check CHECK (((jsonb_typeof(images) = 'array'::text) AND (jsonb_array_length(images) <= 20))),
  CONSTRAINT products_name_check CHECK ((name <> ''::text)),
  CONSTRAINT products_out_of_stock_check CHECK ((out_of_stock = ANY (ARRAY['show'::text, 'hide'::text, 'backorder'::text]))),
  CONSTRAINT products_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT products_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT products_sku_check CHECK (((sku <> ''::text) AND (length(sku) <= 100))),
  CONSTRAINT products_source_check CHECK ((source = ANY (ARRAY['profile'::text, 'staff'::text, 'import'::text, 'catalog_url'::text]))),
  CONSTRAINT products_step_milli_check CHECK ((step_milli > 0)),
  CONSTRAINT products_stock CHECK (((stock_milli >= 0) OR (out_of_stock = 'backorder'::text))),
  CONSTRAINT products_stock_milli_check CHECK (((stock_milli IS NULL) OR (stock_milli <= '9007199254740991'::bigint))),
  CONSTRAINT products_tags_check CHECK ((jsonb_typeof(tags) = 'array'::text)),
  CONSTRAINT products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT products_tenant_id_name_key UNIQUE (tenant_id, name),
  CONSTRAINT products_tenant_id_sku_key UNIQUE (tenant_id, sku),
  CONSTRAINT products_tenant_id_variant_of_fkey FOREIGN KEY (tenant_id, variant_of) REFERENCES products(tenant_id, id),
  CONSTRAINT products_unit_check CHECK ((unit <> ''::text))
);

CREATE TABLE promo_uses (
  tenant_id uuid NOT NULL,
  order_id uuid NOT NULL,
  promo_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT promo_uses_pkey PRIMARY KEY (tenant_id, order_id),
  CONSTRAINT promo_uses_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id),
  CONSTRAINT promo_uses_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES orders(tenant_id, id),
  CONSTRAINT promo_uses_tenant_id_promo_id_fkey FOREIGN KEY (tenant_id, promo_id) REFERENCES promos(tenant_id, id)
);

CREATE TABLE promos (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text,
  text text NOT NULL,
  image_url text,
  percent_bp integer,
  amount_minor bigint,
  min_order_minor bigint NOT NULL DEFAULT 0,
  valid_from date,
  valid_until date,
  usage_limit integer,
  customer_limit integer,
  source text NOT NULL,
  removed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT promos_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT promos_check CHECK (((percent_bp IS NULL) OR (amount_minor IS NULL))),
  CONSTRAINT promos_check1 CHECK (((code IS NOT NULL) OR ((percent_bp IS NULL) AND (amount_minor IS NULL)))),
  CONSTRAINT promos_check2 CHECK ((valid_from <= valid_until)),
  CONSTRAINT promos_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9_-]{1,39}$'::text)),
  CONSTRAINT promos_customer_limit_check CHECK ((customer_limit > 0)),
  CONSTRAINT promos_image_url_check CHECK ((image_url ~ '^https://'::text)),
  CONSTRAINT promos_min_order_minor_check CHECK ((min_order_minor >= 0)),
  CONSTRAINT promos_percent_bp_check CHECK (((percent_bp >= 1) AND (percent_bp <= 10000))),
  CONSTRAINT promos_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT promos_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'profile'::text]))),
  CONSTRAINT promos_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT promos_text_check CHECK ((text <> ''::text)),
  CONSTRAINT promos_usage_limit_check CHECK ((usage_limit > 0))
);

CREATE TABLE prompts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  role text NOT NULL,
  version integer NOT NULL,
  state text NOT NULL DEFAULT 'draft'::text,
  text text NOT NULL,
  note text NOT NULL,
  author_id text NOT NULL,
  author_name text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  published_at timestamp with time zone,
  CONSTRAINT prompts_check CHECK (((state = 'draft'::text) OR (published_at IS NOT NULL))),
  CONSTRAINT prompts_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT prompts_role_check CHECK ((role = ANY (ARRAY['planner'::text, 'memory'::text, 'database'::text, 'knowledge'::text, 'booking'::text]))),
  CONSTRAINT prompts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text]))),
  CONSTRAINT prompts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT prompts_tenant_id_role_version_key UNIQUE (tenant_id, role, version),
  CONSTRAINT prompts_text_check CHECK ((text <> ''::text)),
  CONSTRAINT prompts_version_check CHECK ((version > 0))
);

CREATE TABLE refresh_tokens (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  used_at timestamp with time zone,
  CONSTRAINT refresh_tokens_pkey PRIMARY KEY (tenant_id, secret_hash),
  CONSTRAINT refresh_tokens_secret_hash_check CHECK ((length(secret_hash) = 32)),
  CONSTRAINT refresh_tokens_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES sessions(tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE resources (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  category text NOT NULL,
  aliases jsonb NOT NULL,
  description text NOT NULL,
  slot_minutes integer NOT NULL,
  most_slots integer NOT NULL,
  opening jsonb NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  "position" integer NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT resources_aliases_check CHECK ((jsonb_typeof(aliases) = 'array'::text)),
  CONSTRAINT resources_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT resources_kind_check CHECK ((kind = ANY (ARRAY['field'::text, 'court'::text, 'room'::text, 'equipment'::text]))),
  CONSTRAINT resources_most_slots_check CHECK (((most_slots >= 1) AND (most_slots <= 96))),
  CONSTRAINT resources_name_check CHECK ((name <> ''::text)),
  CONSTRAINT resources_opening_check CHECK ((jsonb_typeof(opening) = 'array'::text)),
  CONSTRAINT resources_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT resources_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT resources_slot_minutes_check CHECK (((slot_minutes >= 5) AND (slot_minutes <= 1440))),
  CONSTRAINT resources_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT resources_tenant_id_name_key UNIQUE (tenant_id, name)
);

CREATE TABLE search_words (
  tenant_id uuid NOT NULL,
  word text NOT NULL,
  shape text NOT NULL DEFAULT search_shape(word),
  letters text NOT NULL DEFAULT search_letters(word),
  CONSTRAINT search_words_pkey PRIMARY KEY (tenant_id, word),
  CONSTRAINT search_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT search_words_word_check CHECK (((length(word) >= 3) AND (length(word) <= 60)))
);

CREATE TABLE sessions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, id)
);

CREATE TABLE stripe_accounts (
  tenant_id uuid NOT NULL,
  account_id text NOT NULL,
  status text NOT NULL,
  charges_enabled boolean NOT NULL DEFAULT false,
  payouts_enabled boolean NOT NULL DEFAULT false,
  details_submitted boolean NOT NULL DEFAULT false,
  told_at timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT stripe_accounts_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT stripe_accounts_status_check CHECK ((status = ANY (ARRAY['onboarding'::text, 'active'::text, 'restricted'::text, 'disconnected'::text]))),
  CONSTRAINT stripe_accounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE tenants (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  currency text NOT NULL,
  language text NOT NULL,
  time_zone text NOT NULL,
  persona text NOT NULL,
  settings jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT tenants_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT tenants_name_check CHECK ((name <> ''::text)),
  CONSTRAINT tenants_pkey PRIMARY KEY (id),
  CONSTRAINT tenants_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text)),
  CONSTRAINT tenants_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT tenants_slug_key UNIQUE (slug),
  CONSTRAINT tenants_version_check CHECK ((version > 0))
);

CREATE TABLE testimonies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  author text NOT NULL,
  text text NOT NULL,
  product text,
  image_url text,
  valid_from date,
  valid_until date,
  source text NOT NULL,
  removed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT testimonies_check CHECK ((valid_from <= valid_until)),
  CONSTRAINT testimonies_image_url_check CHECK ((image_url ~ '^https://'::text)),
  CONSTRAINT testimonies_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT testimonies_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'profile'::text]))),
  CONSTRAINT testimonies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  CONSTRAINT testimonies_text_check CHECK ((text <> ''::text))
);

CREATE TABLE tool_receipts (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  step integer NOT NULL,
  call_id text NOT NULL,
  tool text NOT NULL,
  input jsonb NOT NULL,
  result jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT tool_receipts_pkey PRIMARY KEY (tenant_id, conversation_id, turn, step, call_id),
  CONSTRAINT tool_receipts_tenant_id_conversation_id_turn_fkey FOREIGN KEY (tenant_id, conversation_id, turn) REFERENCES turns(tenant_id, conversation_id, turn)
);

CREATE TABLE turn_steps (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  step integer NOT NULL,
  round integer NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  tool_calls jsonb NOT NULL,
  violations jsonb NOT NULL,
  stage text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT turn_steps_kind_check CHECK ((kind = ANY (ARRAY['tools'::text, 'reply'::text, 'violation'::text]))),
  CONSTRAINT turn_steps_pkey PRIMARY KEY (tenant_id, conversation_id, turn, step),
  CONSTRAINT turn_steps_step_check CHECK ((step > 0)),
  CONSTRAINT turn_steps_tenant_id_conversation_id_turn_fkey FOREIGN KEY (tenant_id, conversation_id, turn) REFERENCES turns(tenant_id, conversation_id, turn)
);

CREATE TABLE turns (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  outcome text,
  stage text,
  status text,
  step integer,
  summary_used boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  finished_at timestamp with time zone,
  confirms_opt_out boolean NOT NULL DEFAULT false,
  staff_id text,
  staff_name text,
  staff_key text,
  nudge_key text,
  notice_key text,
  CONSTRAINT turns_check CHECK (((outcome IS NULL) = (finished_at IS NULL))),
  CONSTRAINT turns_nudge_key UNIQUE (tenant_id, conversation_id, nudge_key),
  CONSTRAINT turns_nudge_or_staff CHECK (((nudge_key IS NULL) OR (staff_key IS NULL))),
  CONSTRAINT turns_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'safe_reply'::text, 'suppressed'::text, 'undeliverable'::text, 'held'::text]))),
  CONSTRAINT turns_pkey PRIMARY KEY (tenant_id, conversation_id, turn),
  CONSTRAINT turns_staff CHECK ((((staff_id IS NULL) = (staff_key IS NULL)) AND ((staff_id IS NULL) = (staff_name IS NULL)))),
  CONSTRAINT turns_staff_key UNIQUE (tenant_id, conversation_id, staff_key),
  CONSTRAINT turns_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT turns_turn_check CHECK ((turn > 0))
);

CREATE TABLE usage_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid,
  key text NOT NULL,
  turn integer,
  purpose text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  input_tokens bigint NOT NULL,
  output_tokens bigint NOT NULL,
  cost_nano_usd bigint NOT NULL,
  price_source text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  prompt_version integer,
  CONSTRAINT usage_events_check CHECK (((conversation_id IS NOT NULL) OR (purpose = ANY (ARRAY['question'::text, 'preview'::text, 'test'::text])))),
  CONSTRAINT usage_events_cost_nano_usd_check CHECK ((cost_nano_usd >= 0)),
  CONSTRAINT usage_events_input_tokens_check CHECK ((input_tokens >= 0)),
  CONSTRAINT usage_events_output_tokens_check CHECK ((output_tokens >= 0)),
  CONSTRAINT usage_events_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT usage_events_price_source_check CHECK ((price_source = ANY (ARRAY['exact'::text, 'prefix'::text, 'provider_default'::text]))),
  CONSTRAINT usage_events_purpose_check CHECK ((purpose = ANY (ARRAY['reply'::text, 'summary'::text, 'profile'::text, 'question'::text, 'preview'::text, 'test'::text]))),
  CONSTRAINT usage_events_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id),
  CONSTRAINT usage_events_tenant_id_conversation_id_key_key UNIQUE (tenant_id, conversation_id, key)
);

CREATE TABLE users (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  password_hash text,
  failed_logins integer NOT NULL DEFAULT 0,
  locked_until timestamp with time zone,
  last_login_at timestamp with time zone,
  deactivated_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (email <> ''::text) AND (length(email) <= 254))),
  CONSTRAINT users_failed_logins_check CHECK ((failed_logins >= 0)),
  CONSTRAINT users_name_check CHECK (((name <> ''::text) AND (length(name) <= 100))),
  CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'agent'::text, 'admin'::text]))),
  CONSTRAINT users_tenant_id_email_key UNIQUE (tenant_id, email),
  CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE webhook_cursors (
  tenant_id uuid NOT NULL,
  seen pg_snapshot NOT NULL,
  part_until pg_snapshot,
  part_up_to bigint,
  leased_until timestamp with time zone,
  CONSTRAINT webhook_cursors_check CHECK (((part_until IS NULL) = (part_up_to IS NULL))),
  CONSTRAINT webhook_cursors_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT webhook_cursors_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

CREATE TABLE webhook_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  conversation_id uuid,
  payload text NOT NULL,
  status text NOT NULL DEFAULT 'pending'::text,
  attempts integer NOT NULL DEFAULT 0,
  batch uuid NOT NULL,
  due_at timestamp with time zone NOT NULL DEFAULT now(),
  response_status integer,
  error text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  delivered_at timestamp with time zone,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text]))),
  CONSTRAINT webhook_deliveries_tenant_id_endpoint_id_event_id_key UNIQUE (tenant_id, endpoint_id, event_id),
  CONSTRAINT webhook_deliveries_tenant_id_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints(tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE webhook_endpoints (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  types text[] NOT NULL,
  sealed_secret bytea NOT NULL,
  sealed_old_secret bytea,
  old_secret_until timestamp with time zone,
  status text NOT NULL DEFAULT 'active'::text,
  failing_since timestamp with time zone,
  last_error text,
  last_success_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT webhook_endpoints_check CHECK (((sealed_old_secret IS NULL) = (old_secret_until IS NULL))),
  CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_endpoints_status_check CHECK ((status = ANY (ARRAY['active'::text, 'off'::text, 'disabled'::text]))),
  CONSTRAINT webhook_endpoints_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

-- indexes

CREATE INDEX account_links_user ON public.account_links USING btree (tenant_id, user_id);

CREATE INDEX blackouts_period_index ON public.blackouts USING gist (tenant_id, period);

CREATE INDEX bookings_by_start ON public.bookings USING btree (tenant_id, lower(period));

CREATE INDEX bookings_holds ON public.bookings USING btree (held_until) WHERE (status = 'held'::text);

CREATE INDEX bookings_notices ON public.bookings USING btree (updated_at) WHERE (notice IS NOT NULL);

CREATE INDEX bookings_of_contact ON public.bookings USING btree (tenant_id, contact_id, number DESC);

CREATE INDEX bookings_reminders ON public.bookings USING btree (reminder_at) WHERE ((status = 'confirmed'::text) AND (reminder_at IS NOT NULL) AND (reminder_outcome IS NULL));

CREATE INDEX channel_events_time ON public.channel_events USING btree (tenant_id, channel_id, created_at DESC);

CREATE INDEX channels_accounts ON public.channels USING gin (account_ids);

CREATE INDEX contact_identities_contact ON public.contact_identities USING btree (tenant_id, contact_id);

CREATE INDEX contacts_search_name ON public.contacts USING gin (tenant_id, search_name gin_trgm_ops);

CREATE INDEX conversation_labels_label ON public.conversation_labels USING btree (tenant_id, label_id, conversation_id);

CREATE INDEX conversations_attended ON public.conversations USING btree (tenant_id, status, last_activity_at DESC, id DESC) WHERE (status = ANY (ARRAY['waiting'::text, 'human'::text, 'paused'::text]));

CREATE INDEX conversations_held ON public.conversations USING btree (tenant_id, assignee_id, last_activity_at DESC, id DESC) WHERE (assignee_id IS NOT NULL);

CREATE INDEX conversations_inbox ON public.conversations USING btree (tenant_id, last_activity_at DESC, id DESC) INCLUDE (status, stage, channel_id, assignee_id) WITH (fillfactor='80');

CREATE INDEX events_time ON public.events USING btree (tenant_id, created_at);

CREATE INDEX feed_age ON public.feed USING brin (created_at);

CREATE INDEX handoffs_closed ON public.handoffs USING btree (tenant_id, closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);

CREATE INDEX handoffs_conversation ON public.handoffs USING btree (tenant_id, conversation_id, created_at);

CREATE INDEX handoffs_held ON public.handoffs USING btree (tenant_id, holder_id, claimed_at) WHERE (holder_id IS NOT NULL);

CREATE INDEX handoffs_queue ON public.handoffs USING btree (tenant_id, ((claimed_at IS NOT NULL)), ((- priority)), created_at, id) WHERE (closed_at IS NULL);

CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (tenant_id, created_at);

CREATE INDEX inbound_spool_workflow ON public.inbound_spool USING btree (tenant_id, workflow_id, "position");

CREATE INDEX knowledge_chunks_search ON public.knowledge_chunks USING gin (tenant_id, search) WITH (fastupdate=off);

CREATE INDEX knowledge_chunks_search_due ON public.knowledge_chunks USING btree (tenant_id, id) WHERE search_due;

CREATE INDEX knowledge_chunks_signature ON public.knowledge_chunks USING btree (tenant_id, embedder) INCLUDE (id, embedding_bits);

CREATE INDEX knowledge_documents_unfinished ON public.knowledge_documents USING btree (tenant_id, updated_at) WHERE (status = ANY (ARRAY['waiting'::text, 'parsing'::text, 'embedding'::text, 'removing'::text]));

CREATE INDEX leads_newest ON public.leads USING btree (tenant_id, created_at DESC, id);

CREATE INDEX messages_search ON public.messages USING gin (tenant_id, search);

CREATE INDEX messages_turn ON public.messages USING btree (tenant_id, conversation_id, turn, seq);

CREATE INDEX orders_of_contact ON public.orders USING btree (tenant_id, contact_id, number DESC);

CREATE INDEX outbox_sent ON public.outbox USING btree (tenant_id, provider_message_id) WHERE (provider_message_id IS NOT NULL);

CREATE INDEX payment_events_payment ON public.payment_events USING btree (tenant_id, payment_id, happened_at);

CREATE INDEX payment_notices_late ON public.payment_notices USING btree (created_at) WHERE (sent_at IS NULL);

CREATE INDEX payment_notices_waiting ON public.payment_notices USING btree (tenant_id, payment_id) WHERE (sent_at IS NULL);

CREATE INDEX payment_refunds_late ON public.payment_refunds USING btree (created_at) WHERE ((status = 'requested'::text) AND (provider_refund_id IS NULL));

CREATE INDEX payment_refunds_payment ON public.payment_refunds USING btree (tenant_id, payment_id);

CREATE INDEX payments_intent ON public.payments USING btree (tenant_id, intent_id);

CREATE INDEX payments_live ON public.payments USING btree (expires_at) WHERE (status = ANY (ARRAY['creating'::text, 'open'::text]));

CREATE INDEX payments_newest ON public.payments USING btree (tenant_id, created_at DESC, id);

CREATE INDEX payments_subject ON public.payments USING btree (tenant_id, subject, subject_id);

CREATE INDEX products_listed ON public.products USING btree (tenant_id, "position", id) WHERE (removed_at IS NULL);

CREATE INDEX products_names ON public.products USING gin (search_names);

CREATE INDEX products_search ON public.products USING gin (tenant_id, search) WITH (fastupdate=off);

CREATE INDEX products_search_due ON public.products USING btree (tenant_id, id) WHERE search_due;

CREATE INDEX products_signature ON public.products USING btree (tenant_id, embedder) INCLUDE (id, embedding_bits);

CREATE INDEX products_variants ON public.products USING btree (tenant_id, variant_of) WHERE (variant_of IS NOT NULL);

CREATE INDEX promo_uses_promo ON public.promo_uses USING btree (tenant_id, promo_id, contact_id);

CREATE INDEX refresh_tokens_session ON public.refresh_tokens USING btree (tenant_id, session_id);

CREATE INDEX search_words_letters ON public.search_words USING btree (tenant_id, letters);

CREATE INDEX search_words_shape ON public.search_words USING gin (tenant_id, shape gin_trgm_ops);

CREATE INDEX sessions_user ON public.sessions USING btree (tenant_id, user_id);

CREATE INDEX usage_events_time ON public.usage_events USING btree (tenant_id, created_at);

CREATE INDEX users_email ON public.users USING btree (email);

CREATE INDEX webhook_deliveries_age ON public.webhook_deliveries USING btree (created_at);

CREATE INDEX webhook_deliveries_batch ON public.webhook_deliveries USING btree (tenant_id, batch);

CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (due_at) WHERE (status = 'pending'::text);

CREATE INDEX webhook_deliveries_newest ON public.webhook_deliveries USING btree (tenant_id, endpoint_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX handoffs_one_open ON public.handoffs USING btree (tenant_id, conversation_id) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX knowledge_documents_content ON public.knowledge_documents USING btree (tenant_id, sha256) WHERE (status <> 'removing'::text);

CREATE UNIQUE INDEX payments_one_live ON public.payments USING btree (tenant_id, subject, subject_id) WHERE ((status = ANY (ARRAY['creating'::text, 'open'::text])) AND (subject = ANY (ARRAY['order'::text, 'booking'::text])));

CREATE UNIQUE INDEX promos_code ON public.promos USING btree (tenant_id, code) WHERE ((removed_at IS NULL) AND (code IS NOT NULL));

CREATE UNIQUE INDEX promos_of_profile ON public.promos USING btree (tenant_id, md5(text)) WHERE (source = 'profile'::text);

CREATE UNIQUE INDEX prompts_one_published ON public.prompts USING btree (tenant_id, role) WHERE (state = 'published'::text);

CREATE UNIQUE INDEX testimonies_of_profile ON public.testimonies USING btree (tenant_id, author, md5(text)) WHERE (source = 'profile'::text);

CREATE UNIQUE INDEX turns_notice ON public.turns USING btree (tenant_id, conversation_id, notice_key) WHERE (notice_key IS NOT NULL);

-- triggers

CREATE TRIGGER raise_version BEFORE UPDATE ON public.agent_configs FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE TRIGGER touch_tenant AFTER INSERT OR DELETE OR UPDATE ON public.agent_configs FOR EACH ROW EXECUTE FUNCTION touch_tenant_of_row();

CREATE TRIGGER tell_booking_created AFTER INSERT ON public.bookings FOR EACH ROW EXECUTE FUNCTION tell_feed('booking', 'created');

CREATE TRIGGER tell_booking_moved AFTER UPDATE OF period, resource_id ON public.bookings FOR EACH ROW WHEN (((old.period IS DISTINCT FROM new.period) OR (old.resource_id IS DISTINCT FROM new.resource_id))) EXECUTE FUNCTION tell_feed('booking', 'rescheduled');

CREATE TRIGGER tell_booking_status AFTER UPDATE OF status ON public.bookings FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION tell_feed('booking', 'status');

CREATE TRIGGER raise_version BEFORE UPDATE ON public.canned_replies FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE TRIGGER tell_conversation AFTER UPDATE OF status, stage, ai_enabled, assignee_id ON public.conversations FOR EACH ROW WHEN (((((old.status IS DISTINCT FROM new.status) OR (old.stage IS DISTINCT FROM new.stage)) OR (old.ai_enabled IS DISTINCT FROM new.ai_enabled)) OR (old.assignee_id IS DISTINCT FROM new.assignee_id))) EXECUTE FUNCTION tell_feed_of_conversation();

CREATE TRIGGER tell_handoff AFTER INSERT ON public.events FOR EACH ROW WHEN (starts_with(new.type, 'handoff_'::text)) EXECUTE FUNCTION tell_feed_of_handoff();

CREATE TRIGGER note_words AFTER UPDATE ON public.knowledge_chunks REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_search_words();

CREATE TRIGGER touch_tenant AFTER UPDATE ON public.knowledge_documents FOR EACH ROW WHEN ((((old.live_generation IS NULL) IS DISTINCT FROM (new.live_generation IS NULL)) OR (old.title IS DISTINCT FROM new.title))) EXECUTE FUNCTION touch_tenant_of_document();

CREATE TRIGGER raise_version BEFORE UPDATE ON public.labels FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE TRIGGER tell_lead_captured AFTER INSERT ON public.leads FOR EACH ROW EXECUTE FUNCTION tell_feed('lead', 'captured');

CREATE TRIGGER tell_lead_updated AFTER UPDATE ON public.leads FOR EACH ROW EXECUTE FUNCTION tell_feed('lead', 'updated');

CREATE TRIGGER tell_note_added AFTER INSERT ON public.notes FOR EACH ROW EXECUTE FUNCTION tell_feed('note', 'added');

CREATE TRIGGER return_stock AFTER DELETE ON public.order_items REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION return_stock();

CREATE TRIGGER take_stock AFTER INSERT ON public.order_items REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION take_stock();

CREATE TRIGGER return_stock_of_cancelled AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((old.status = 'cancelled'::text) <> (new.status = 'cancelled'::text))) EXECUTE FUNCTION return_stock_of_cancelled();

CREATE TRIGGER tell_order_created AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION tell_feed('order', 'created');

CREATE TRIGGER tell_order_updated AFTER UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION tell_feed('order', 'updated');

CREATE TRIGGER tell_payment_created AFTER INSERT ON public.payments FOR EACH ROW EXECUTE FUNCTION tell_feed('payment', 'created');

CREATE TRIGGER tell_payment_disputed AFTER UPDATE OF disputed_at ON public.payments FOR EACH ROW WHEN (((old.disputed_at IS NULL) AND (new.disputed_at IS NOT NULL))) EXECUTE FUNCTION tell_feed('payment', 'disputed');

CREATE TRIGGER tell_payment_refunded AFTER UPDATE OF refunded_minor ON public.payments FOR EACH ROW WHEN ((old.refunded_minor IS DISTINCT FROM new.refunded_minor)) EXECUTE FUNCTION tell_feed('payment', 'refunded');

CREATE TRIGGER tell_payment_status AFTER UPDATE OF status ON public.payments FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION tell_feed('payment', 'status');

CREATE TRIGGER note_change BEFORE UPDATE ON public.products FOR EACH ROW EXECUTE FUNCTION note_changed_product();

CREATE TRIGGER note_words AFTER UPDATE ON public.products REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_search_words();

CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON public.products REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON public.products REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_changed_products();

CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON public.promos REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON public.promos REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER touch_tenant AFTER UPDATE OF state ON public.prompts FOR EACH ROW EXECUTE FUNCTION touch_tenant_of_row();

CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON public.resources REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON public.resources REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER raise_version BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION raise_version();

CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON public.testimonies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON public.testimonies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

-- row security

ALTER TABLE account_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE account_links FORCE ROW LEVEL SECURITY;

ALTER TABLE agent_configs ENABLE ROW LEVEL SECURITY;

ALTER TABLE agent_configs FORCE ROW LEVEL SECURITY;

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;

ALTER TABLE blackouts ENABLE ROW LEVEL SECURITY;

ALTER TABLE blackouts FORCE ROW LEVEL SECURITY;

ALTER TABLE booking_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE booking_counters FORCE ROW LEVEL SECURITY;

ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;

ALTER TABLE bookings FORCE ROW LEVEL SECURITY;

ALTER TABLE canned_replies ENABLE ROW LEVEL SECURITY;

ALTER TABLE canned_replies FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog_sources ENABLE ROW LEVEL SECURITY;

ALTER TABLE catalog_sources FORCE ROW LEVEL SECURITY;

ALTER TABLE channel_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE channel_events FORCE ROW LEVEL SECURITY;

ALTER TABLE channels ENABLE ROW LEVEL SECURITY;

ALTER TABLE channels FORCE ROW LEVEL SECURITY;

ALTER TABLE contact_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE contact_identities FORCE ROW LEVEL SECURITY;

ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE conversation_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE conversation_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE conversation_labels ENABLE ROW LEVEL SECURITY;

ALTER TABLE conversation_labels FORCE ROW LEVEL SECURITY;

ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;

ALTER TABLE conversations FORCE ROW LEVEL SECURITY;

ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;

ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;

ALTER TABLE delivery_statuses ENABLE ROW LEVEL SECURITY;

ALTER TABLE delivery_statuses FORCE ROW LEVEL SECURITY;

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE erasures FORCE ROW LEVEL SECURITY;

ALTER TABLE events ENABLE ROW LEVEL SECURITY;

ALTER TABLE events FORCE ROW LEVEL SECURITY;

ALTER TABLE feed ENABLE ROW LEVEL SECURITY;

ALTER TABLE feed FORCE ROW LEVEL SECURITY;

ALTER TABLE handoffs ENABLE ROW LEVEL SECURITY;

ALTER TABLE handoffs FORCE ROW LEVEL SECURITY;

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE inbound_spool ENABLE ROW LEVEL SECURITY;

ALTER TABLE inbound_spool FORCE ROW LEVEL SECURITY;

ALTER TABLE knowledge_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE knowledge_chunks FORCE ROW LEVEL SECURITY;

ALTER TABLE knowledge_documents ENABLE ROW LEVEL SECURITY;

ALTER TABLE knowledge_documents FORCE ROW LEVEL SECURITY;

ALTER TABLE labels ENABLE ROW LEVEL SECURITY;

ALTER TABLE labels FORCE ROW LEVEL SECURITY;

ALTER TABLE leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE leads FORCE ROW LEVEL SECURITY;

ALTER TABLE messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE messages FORCE ROW LEVEL SECURITY;

ALTER TABLE notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE notes FORCE ROW LEVEL SECURITY;

ALTER TABLE order_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_counters FORCE ROW LEVEL SECURITY;

ALTER TABLE order_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE order_items FORCE ROW LEVEL SECURITY;

ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE orders FORCE ROW LEVEL SECURITY;

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE payment_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_events FORCE ROW LEVEL SECURITY;

ALTER TABLE payment_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_notices FORCE ROW LEVEL SECURITY;

ALTER TABLE payment_refunds ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_refunds FORCE ROW LEVEL SECURITY;

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE payments FORCE ROW LEVEL SECURITY;

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE plans FORCE ROW LEVEL SECURITY;

ALTER TABLE presence ENABLE ROW LEVEL SECURITY;

ALTER TABLE presence FORCE ROW LEVEL SECURITY;

ALTER TABLE price_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE price_rules FORCE ROW LEVEL SECURITY;

ALTER TABLE products ENABLE ROW LEVEL SECURITY;

ALTER TABLE products FORCE ROW LEVEL SECURITY;

ALTER TABLE promo_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE promo_uses FORCE ROW LEVEL SECURITY;

ALTER TABLE promos ENABLE ROW LEVEL SECURITY;

ALTER TABLE promos FORCE ROW LEVEL SECURITY;

ALTER TABLE prompts ENABLE ROW LEVEL SECURITY;

ALTER TABLE prompts FORCE ROW LEVEL SECURITY;

ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE refresh_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE resources ENABLE ROW LEVEL SECURITY;

ALTER TABLE resources FORCE ROW LEVEL SECURITY;

ALTER TABLE search_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE search_words FORCE ROW LEVEL SECURITY;

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE stripe_accounts ENABLE ROW LEVEL SECURITY;

ALTER TABLE stripe_accounts FORCE ROW LEVEL SECURITY;

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE tenants FORCE ROW LEVEL SECURITY;

ALTER TABLE testimonies ENABLE ROW LEVEL SECURITY;

ALTER TABLE testimonies FORCE ROW LEVEL SECURITY;

ALTER TABLE tool_receipts ENABLE ROW LEVEL SECURITY;

ALTER TABLE tool_receipts FORCE ROW LEVEL SECURITY;

ALTER TABLE turn_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE turn_steps FORCE ROW LEVEL SECURITY;

ALTER TABLE turns ENABLE ROW LEVEL SECURITY;

ALTER TABLE turns FORCE ROW LEVEL SECURITY;

ALTER TABLE usage_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE usage_events FORCE ROW LEVEL SECURITY;

ALTER TABLE users ENABLE ROW LEVEL SECURITY;

ALTER TABLE users FORCE ROW LEVEL SECURITY;

ALTER TABLE webhook_cursors ENABLE ROW LEVEL SECURITY;

ALTER TABLE webhook_cursors FORCE ROW LEVEL SECURITY;

ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;

ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;

-- policies

CREATE POLICY tenant_only ON account_links TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON agent_configs TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON api_keys TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON audit_log TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON blackouts TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON booking_counters TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY sweep_owner ON bookings FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON bookings TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON canned_replies TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON catalog_sources TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON channel_events TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY account_owner ON channels FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON channels TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON contact_identities TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY search_owner ON contacts FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON contacts TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY codec_owner ON conversation_keys FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON conversation_keys TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON conversation_labels TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON conversations TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON dead_letters TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON delivery_statuses TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON erasures TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON events TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY feed_owner ON feed FOR SELECT TO (owner) USING (true);

CREATE POLICY prune_owner ON feed FOR DELETE TO (owner) USING ((created_at < (now() - '7 days'::interval)));

CREATE POLICY tenant_only ON feed TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON handoffs TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON idempotency_keys TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY relay_owner ON inbound_spool FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON inbound_spool TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY search_owner ON knowledge_chunks FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON knowledge_chunks TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY sweep_owner ON knowledge_documents FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON knowledge_documents TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON labels TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON leads TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY search_owner ON messages FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON messages TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON notes TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON order_counters TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON order_items TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON orders TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON outbox TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON payment_events TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY sweep_owner ON payment_notices FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON payment_notices TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY sweep_owner ON payment_refunds FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON payment_refunds TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY sweep_owner ON payments FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON payments TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON plans TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON presence TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON price_rules TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY search_owner ON products FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON products TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON promo_uses TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON promos TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON prompts TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON refresh_tokens TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON resources TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY search_owner ON search_words FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON search_words TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON sessions TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY router_owner ON stripe_accounts FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON stripe_accounts TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY registry_owner ON tenants FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON tenants TO public USING ((id = current_tenant())) WITH CHECK ((id = current_tenant()));

CREATE POLICY tenant_only ON testimonies TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON tool_receipts TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON turn_steps TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON turns TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY tenant_only ON usage_events TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY account_owner ON users FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON users TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY relay_owner ON webhook_cursors FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON webhook_cursors TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY prune_owner ON webhook_deliveries FOR DELETE TO (owner) USING (((status <> 'pending'::text) AND (created_at < (now() - '7 days'::interval))));

CREATE POLICY relay_owner ON webhook_deliveries FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON webhook_deliveries TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

CREATE POLICY relay_owner ON webhook_endpoints FOR SELECT TO (owner) USING (true);

CREATE POLICY tenant_only ON webhook_endpoints TO public USING ((tenant_id = current_tenant())) WITH CHECK ((tenant_id = current_tenant()));

-- grants

GRANT EXECUTE ON FUNCTION accounts_of_email(text) TO colloquy_app;

GRANT EXECUTE ON FUNCTION channels_of_account(text) TO colloquy_app;

GRANT EXECUTE ON FUNCTION contacts_named(text,integer,uuid) TO colloquy_app;

GRANT EXECUTE ON FUNCTION current_tenant() TO public;

GRANT EXECUTE ON FUNCTION delivery_rank(text) TO public;

GRANT EXECUTE ON FUNCTION embedding_backlog(text,integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION embedding_signature(real[]) TO public;

GRANT EXECUTE ON FUNCTION erase_contact(uuid) TO colloquy_app;

GRANT EXECUTE ON FUNCTION feed_news(uuid[],pg_snapshot[]) TO colloquy_app;

GRANT EXECUTE ON FUNCTION has_extension(text) TO public;

GRANT EXECUTE ON FUNCTION iso_utc(timestamp with time zone) TO public;

GRANT EXECUTE ON FUNCTION knowledge_backlog(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION list_tenants() TO colloquy_app;

GRANT EXECUTE ON FUNCTION note_changed_product() TO public;

GRANT EXECUTE ON FUNCTION note_search_words() TO public;

GRANT EXECUTE ON FUNCTION overdue_bookings(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION overdue_payments(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION overdue_webhooks(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION prune_feed(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION prune_webhooks(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION raise_version() TO public;

GRANT EXECUTE ON FUNCTION return_stock() TO public;

GRANT EXECUTE ON FUNCTION return_stock_of_cancelled() TO public;

GRANT EXECUTE ON FUNCTION search_ids(text,text,text[],real[],text,real,integer,text) TO colloquy_app;

GRANT EXECUTE ON FUNCTION search_keys(text,jsonb) TO public;

GRANT EXECUTE ON FUNCTION search_letters(text) TO public;

GRANT EXECUTE ON FUNCTION search_messages(text[],boolean,uuid,text,uuid,integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION search_shape(text) TO public;

GRANT EXECUTE ON FUNCTION search_text(text) TO public;

GRANT EXECUTE ON FUNCTION spool_backlog(integer) TO colloquy_app;

GRANT EXECUTE ON FUNCTION spool_size() TO colloquy_app;

GRANT EXECUTE ON FUNCTION take_stock() TO public;

GRANT EXECUTE ON FUNCTION tell_feed() TO public;

GRANT EXECUTE ON FUNCTION tell_feed_of_conversation() TO public;

GRANT EXECUTE ON FUNCTION tell_feed_of_handoff() TO public;

GRANT EXECUTE ON FUNCTION tenant_by_slug(text) TO colloquy_app;

GRANT EXECUTE ON FUNCTION tenant_of_stripe_account(text) TO colloquy_app;

GRANT EXECUTE ON FUNCTION tenants_of_keys(uuid[]) TO colloquy_app;

GRANT EXECUTE ON FUNCTION touch_tenant_of_document() TO public;

GRANT EXECUTE ON FUNCTION touch_tenant_of_row() TO public;

GRANT EXECUTE ON FUNCTION touch_tenants_of_changed_products() TO public;

GRANT EXECUTE ON FUNCTION touch_tenants_of_products() TO public;

GRANT EXECUTE ON FUNCTION webhook_backlog(integer) TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE account_links TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE agent_configs TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE api_keys TO colloquy_app;

GRANT INSERT, SELECT ON TABLE audit_log TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE blackouts TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE booking_counters TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE bookings TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE canned_replies TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE catalog_sources TO colloquy_app;

GRANT INSERT, SELECT ON TABLE channel_events TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE channels TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE contact_identities TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE contacts TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE conversation_keys TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE conversation_labels TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE conversations TO colloquy_app;

GRANT INSERT, SELECT ON TABLE dead_letters TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE delivery_statuses TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE erasures TO colloquy_app;

GRANT INSERT, SELECT ON TABLE events TO colloquy_app;

GRANT INSERT, SELECT ON TABLE feed TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE handoffs TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE idempotency_keys TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE inbound_spool TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE knowledge_chunks TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE knowledge_documents TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE labels TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE leads TO colloquy_app;

GRANT INSERT, SELECT ON TABLE messages TO colloquy_app;

GRANT INSERT, SELECT ON TABLE notes TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE order_counters TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE order_items TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE orders TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE outbox TO colloquy_app;

GRANT INSERT, SELECT ON TABLE payment_events TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE payment_notices TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE payment_refunds TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE payments TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE plans TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE presence TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE price_rules TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE products TO colloquy_app;

GRANT DELETE, INSERT, SELECT ON TABLE promo_uses TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE promos TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE prompts TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE refresh_tokens TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE resources TO colloquy_app;

GRANT INSERT, SELECT ON TABLE search_words TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE sessions TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE stripe_accounts TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE tenants TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE testimonies TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE tool_receipts TO colloquy_app;

GRANT INSERT, SELECT ON TABLE turn_steps TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE turns TO colloquy_app;

GRANT INSERT, SELECT ON TABLE usage_events TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE users TO colloquy_app;

GRANT INSERT, SELECT, UPDATE ON TABLE webhook_cursors TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE webhook_deliveries TO colloquy_app;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE webhook_endpoints TO colloquy_app;
