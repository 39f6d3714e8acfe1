import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';

/** ISO 3166, as far as numbers written without a country code need it. */
export type Country = CountryCode;

/**
 * A phone number that can exist, as E.164 (`+6281234567890`); undefined when `said` is none. `country` is where a number
 * without a country code is taken to be from.
 */
export function parsePhone(said: string, country?: Country): string | undefined {
  const plain = said.trim();
  if (plain.length > 40) return undefined;
  const number = parsePhoneNumberFromString(plain, country);
  return number?.isValid() ? number.number : undefined;
}

/** The country whose money it is; undefined for money of several. */
export function countryOf(currency: string): Country | undefined {
  const code = currency.slice(0, 2);
  return code !== 'EU' && isSupportedCountry(code) ? code : undefined;
}
