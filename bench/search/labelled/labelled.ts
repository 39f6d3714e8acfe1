/** A product of the labelled shops: name, tags, description. */
export type LabelledProduct = readonly [name: string, tags: string, description: string];

/**
 * `plain`: words of the product. `typo`: with slips of the pen. `paraphrase`: what it is for or made of, said freely.
 * `synonym`: no word in common with the product, which only an embedder that has learned the language can answer.
 */
export const QUESTION_KINDS = ['plain', 'typo', 'paraphrase', 'synonym'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question, and the names of the products that answer it. */
export type LabelledQuestion = readonly [kind: QuestionKind, said: string, ...right: string[]];

export interface LabelledShop {
  readonly language: 'English' | 'Hebrew' | 'Indonesian';
  readonly products: readonly LabelledProduct[];
  readonly questions: readonly LabelledQuestion[];
}
