/**
 * Turns the Markdown that models like to write into what a channel shows: WhatsApp has bold of its own, other channels
 * show the marks themselves. Only marks around words are touched.
 */
export function formatText(text: string, formatting: 'none' | 'whatsapp'): string {
  const bold = formatting === 'whatsapp' ? '*$1*' : '$1';
  return text
    .replaceAll(/\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*/g, bold)
    .replaceAll(/^#{1,6}[ \t]+(\S.*)$/gm, bold)
    .replaceAll(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, '$1: $2');
}
