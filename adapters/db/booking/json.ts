/** SQL that builds a `Booking` of row `b` and its resource `r` as JSON. */
export const BOOKING_JSON = `json_build_object('id', b.id, 'number', b.number, 'status', b.status,
  'resourceId', b.resource_id, 'resourceName', r.name, 'startsAt', iso_utc(lower(b.period)),
  'endsAt', iso_utc(upper(b.period)), 'priceMinor', b.price_minor, 'currency', b.currency, 'guestName', b.guest_name,
  'notes', b.notes, 'heldUntil', iso_utc(b.held_until), 'contactId', b.contact_id, 'conversationId', b.conversation_id,
  'reminderAt', iso_utc(b.reminder_at), 'reminderOutcome', b.reminder_outcome, 'createdAt', iso_utc(b.created_at))`;

/** SQL that builds a `Resource` of row `r` as JSON. */
export const RESOURCE_JSON = `json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'category', r.category,
  'aliases', r.aliases, 'description', r.description, 'slotMinutes', r.slot_minutes, 'mostSlots', r.most_slots,
  'opening', r.opening, 'priceMinor', r.price_minor, 'currency', r.currency, 'active', r.active,
  'priceRules', (SELECT coalesce(json_agg(json_build_object('weekdays', p.weekdays, 'from', p.from_minute,
      'to', p.to_minute, 'priceMinor', p.price_minor) ORDER BY p.position), '[]')
    FROM price_rules p WHERE p.tenant_id = r.tenant_id AND p.resource_id = r.id))`;
