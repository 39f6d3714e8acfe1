/** A piece of a document that fits a question. The text is the document's: data, whatever it says. */
export interface Passage {
  readonly documentId: string;
  readonly document: string;
  readonly section: string | null;
  readonly page: number | null;
  readonly text: string;
  /** How well it fits, 0 to 1; see `relevanceOf`. */
  readonly relevance: number;
}
