/** A person of the shop, or a key that acts for one. Names are shown to colleagues and, in the widget, to customers. */
export interface StaffMember {
  /** Opaque: a user's id, or `key:<id>`. */
  readonly id: string;
  readonly name: string;
}
