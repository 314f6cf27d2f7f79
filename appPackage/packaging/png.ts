import { inflateSync } from 'node:zlib';

export type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

export interface Png {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly Pixel[];
}

/** Greyscale, true colour, palette, greyscale with alpha, true colour with alpha: only these two are read. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Pictures of 8 bits a channel, not interlaced: what drawing programs write. Undefined: it is no such picture. */
export function readPng(file: Buffer): Png | undefined {
  const header = chunks(file, 'IHDR')[0];
  if (header?.length !== 13) return undefined;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [bits, colourType, interlaced] = [header.readUInt8(8), header.readUInt8(9), header.readUInt8(12)];
  const channels = CHANNELS[colourType];
  if (bits !== 8 || channels === undefined || interlaced !== 0) return undefined;
  const bytes = unfiltered(inflateSync(Buffer.concat(chunks(file, 'IDAT'))), width * channels, height, channels);
  const pixels = Array.from({ length: width * height }, (_, i): Pixel => {
    const [red = 0, green = 0, blue = 0, alpha = 255] = bytes.subarray(i * channels, (i + 1) * channels);
    return [red, green, blue, alpha];
  });
  return { width, height, pixels };
}

function chunks(file: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + 8 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === type) found.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return found;
}

/** Each row begins with the number of its filter: how a byte was guessed from those to the left and above. */
function unfiltered(rows: Buffer, stride: number, height: number, channels: number): Buffer {
  const bytes = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = rows[row * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = row === 0 ? 0 : (bytes[at - stride] ?? 0);
      const corner = row === 0 || x < channels ? 0 : (bytes[at - stride - channels] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, nearest(left, above, corner)][filter] ?? 0;
      bytes[at] = (rows[row * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return bytes;
}

function nearest(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
