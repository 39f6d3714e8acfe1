import type { FollowUpPhrases } from './types.ts';

export const INDONESIAN_FOLLOW_UPS: FollowUpPhrases = {
  first: (name) => `${hi(name)} masih di sana? Ada yang bisa kami bantu carikan?`,
  firstOn: (product, name) => `${hi(name)} masih mempertimbangkan ${product}? Ada yang ingin ditanyakan?`,
  firstToClose: (name) => `${hi(name)} kita lanjutkan yang tadi? Kabari saja apa yang masih kurang, nanti kami bantu.`,
  later: (name) =>
    `${hi(name)} kami tidak akan mengganggu lagi. Silakan kirim pesan kapan saja. Kalau tidak ingin menerima pesan seperti ini, balas BERHENTI.`,
  again: (shop, name) =>
    `${hi(name)} ini ${shop}. Ada yang dibutuhkan akhir-akhir ini? Kalau tidak ingin menerima pesan seperti ini, balas BERHENTI.`,
};

function hi(name: string | null): string {
  return name === null ? 'Halo kak,' : `Halo kak ${name},`;
}
