import { toBuffer, toString } from 'qrcode';

/** A QR code of an address: a PNG of 480 pixels, or an SVG that scales. */
export async function qrCode(address: string, format: 'png' | 'svg'): Promise<Uint8Array | string> {
  const options = { errorCorrectionLevel: 'M', margin: 2 } as const;
  if (format === 'svg') return toString(address, { ...options, type: 'svg' });
  return toBuffer(address, { ...options, type: 'png', width: 480 });
}
