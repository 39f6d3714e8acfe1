/*
 * The alphabet of SMS. A text of it alone has 160 characters in one message, 153 in each of several; one character
 * outside of it (an emoji, a Hebrew letter) makes the whole text UCS-2: 70, or 67 in each of several.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written as an escape and a character. */
const EXTENDED = new Set('^{}\\[~]|€\f');

export const GSM_SEGMENT = 153;
export const UCS_SEGMENT = 67;

/** Septets of a text in the SMS alphabet; undefined when a character is not in it. */
export function septetsOf(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    if (BASIC.has(character)) septets += 1;
    else if (EXTENDED.has(character)) septets += 2;
    else return undefined;
  }
  return septets;
}

/** How many messages of the SMS network a text takes. */
export function segmentsOf(text: string): number {
  const septets = septetsOf(text);
  if (septets !== undefined) return septets <= 160 ? 1 : Math.ceil(septets / GSM_SEGMENT);
  return text.length <= 70 ? 1 : Math.ceil(text.length / UCS_SEGMENT);
}
