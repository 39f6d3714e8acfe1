import type { InboundContact, InboundMessage } from '#domain/message/inbound.ts';
import type { Json } from '#domain/turn/receipt.ts';

/** Whose key seals: every conversation has one of its own, by the id of its workflow. */
export interface VaultPlace {
  readonly tenantId: string;
  readonly workflowId: string;
}

/** A message with who sent it. */
export interface Letter {
  readonly message: InboundMessage;
  readonly contact: InboundContact;
}

/**
 * Seals what is personal before it goes where nothing can be erased: the history of a workflow. Once a conversation's key
 * is destroyed, nobody reads what it sealed.
 */
export interface ConversationVault {
  /** @throws StoreUnavailable when the key is not at hand and Postgres is away */
  seal(place: VaultPlace, value: Json): Promise<string>;
  /** @throws KeyDestroyed, StoreUnavailable, InvalidInput when it was changed or belongs to another tenant */
  open(place: VaultPlace, sealed: string): Promise<Json>;
  /**
   * What the workflow needs to know of a message stays in the open: its kind, its time, and a name made from the provider's
   * id (which may hold a phone number). The rest is sealed.
   */
  sealLetter(place: VaultPlace, letter: Letter): Promise<Letter>;
  /** A letter that nobody sealed comes back as it is. @throws as `open` */
  openLetter(place: VaultPlace, letter: Letter): Promise<Letter>;
}
