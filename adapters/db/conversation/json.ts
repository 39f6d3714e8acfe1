/* SQL that builds our shapes as JSON, so that one round trip brings everything. */

export const TRANSCRIPT_JSON = `json_build_object('seq', m.seq, 'author', m.author, 'text', coalesce(m.heard, m.text), 'kind', m.kind,
  'turn', m.turn, 'afterStep', m.after_step, 'at', iso_utc(m.sent_at))`;

/** A message with the pictures in it that are in our storage. */
export const SEEN_JSON = `CASE WHEN m.attachments IS NULL THEN ${TRANSCRIPT_JSON}
  ELSE (${TRANSCRIPT_JSON}::jsonb || jsonb_build_object('pictures',
    (SELECT coalesce(jsonb_agg(a->'stored'), '[]') FROM jsonb_array_elements(m.attachments) a
      WHERE a->>'kind' = 'image' AND a ? 'stored')))::json END`;

export const CONTACT_JSON = `json_build_object('name', p.name, 'address', p.address, 'language', p.language, 'notes', p.notes)`;

export const STEP_JSON = `json_build_object('step', s.step, 'round', s.round, 'kind', s.kind, 'text', s.text,
  'toolCalls', s.tool_calls, 'violations', s.violations, 'stage', s.stage)`;

export const ORDER_JSON = `json_build_object('id', o.id, 'number', o.number, 'status', o.status, 'contactId', o.contact_id,
  'conversationId', o.conversation_id, 'currency', o.currency, 'totalMinor', o.total_minor, 'discountMinor', o.discount_minor,
  'promoCode', (SELECT p.code FROM promo_uses u JOIN promos p ON p.tenant_id = u.tenant_id AND p.id = u.promo_id
    WHERE u.tenant_id = o.tenant_id AND u.order_id = o.id),
  'deliveryAddress', o.delivery_address, 'notes', o.notes, 'createdAt', iso_utc(o.created_at),
  'lines', (SELECT coalesce(json_agg(json_build_object('productId', i.product_id, 'name', i.name, 'unit', i.unit,
      'quantityMilli', i.quantity_milli, 'unitPriceMinor', i.unit_price_minor, 'totalMinor', i.total_minor)
      ORDER BY i.line), '[]') FROM order_items i WHERE i.tenant_id = o.tenant_id AND i.order_id = o.id))`;
