import { inflateSync } from 'node:zlib';

export type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

export interface Png {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly Pixel[];
}

/** Reads what appPackage/drawIcons.mjs writes: 8 bits, RGBA, one block of unfiltered rows. */
export function readPng(file: Buffer): Png {
  const header = chunk(file, 'IHDR');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  if (header.readUInt16BE(8) !== 0x0806) throw new Error('not an RGBA picture of 8 bits');
  const rows = inflateSync(chunk(file, 'IDAT'));
  const stride = 1 + width * 4;
  const pixels = Array.from({ length: width * height }, (_, i): Pixel => {
    const row = Math.floor(i / width) * stride;
    if (rows[row] !== 0) throw new Error('a filtered row');
    const at = row + 1 + (i % width) * 4;
    return [rows.readUInt8(at), rows.readUInt8(at + 1), rows.readUInt8(at + 2), rows.readUInt8(at + 3)];
  });
  return { width, height, pixels };
}

export function opaqueColours({ pixels }: Png): readonly string[] {
  return [...new Set(pixels.filter(([, , , alpha]) => alpha > 0).map(([red, green, blue]) => `${red},${green},${blue}`))];
}

function chunk(file: Buffer, type: string): Buffer {
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === type) return file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
  }
  throw new Error(`no ${type} in the picture`);
}
