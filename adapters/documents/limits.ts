/** What a document may cost; what goes past one is refused, never cut. */
export interface ParseLimits {
  /** From start to end, ms. */
  readonly timeMs: number;
  /** Memory of the parsing process, bytes. */
  readonly memoryBytes: number;
  /** The file itself, bytes. */
  readonly inputBytes: number;
  /** What a DOCX may unpack to, bytes. */
  readonly unpackedBytes: number;
  readonly pages: number;
  /** Characters of text found. */
  readonly textChars: number;
}

const MIB = 1_024 * 1_024;

export const PARSE_LIMITS: ParseLimits = {
  timeMs: 60_000,
  memoryBytes: 512 * MIB,
  inputBytes: 25 * MIB,
  unpackedBytes: 100 * MIB,
  pages: 2_000,
  textChars: 5_000_000,
};
