/** A PDF of plain Latin lines, a list a page. @param extra more entries of the trailer, e.g. an `/Encrypt` dictionary */
export function makePdf(pages: readonly (readonly string[])[], extra = ''): Buffer {
  const font = 3;
  const first = 4;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, index) => {
      const content = `BT /F1 12 Tf 50 800 Td ${lines.map((line) => `(${escapeText(line)}) Tj 0 -14 Td`).join('\n')} ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
        `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return assemble(objects, extra);
}

/** A PDF that asks for a password: its keys fit none. */
export function makeLockedPdf(): Buffer {
  const key = `<${'ab'.repeat(32)}>`;
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`;
  return makePdf([['You will not read this.']], encrypt);
}

function assemble(objects: readonly string[], extra: string): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${extra} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end, 'latin1');
}

function escapeText(line: string): string {
  return line.replaceAll(/[\\()]/g, '\\$&');
}
