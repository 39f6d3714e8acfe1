/** A person of the shop, or a key that acts for one. Names are shown to colleagues and, in the widget, to customers. */
export interface StaffMember {
  /** Opaque: a user's id, or `key:<id>`. */
  readonly id: string;
  readonly name: string;
}

/** Who acts when a limit has passed and nobody did. */
export const SYSTEM: StaffMember = { id: 'system', name: 'Colloquy' };

/** Why a person is needed: somebody asked for one, or the bot could not go on. */
export const HANDOFF_SOURCES = ['customer', 'model', 'gate', 'failure', 'staff'] as const;
export type HandoffSource = (typeof HANDOFF_SOURCES)[number];
