/** Makes passwords into what may be kept, slowly enough that guessing many is dear. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** A hash that is undefined takes as long to refuse as a real one. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}
