import { deflateSync } from 'node:zlib';
import type { Pixel } from '../../appPackage/packaging/png';

/** A square picture, its rows filtered as one of PNG's five ways has it. Without checksums: nothing here reads them. */
export function drawn(size: number, pixelAt: (x: number, y: number) => Pixel, filter = 0): Buffer {
  const stride = size * 4;
  const bytes = Buffer.from(Array.from({ length: size * size }, (_, i) => [...pixelAt(i % size, Math.floor(i / size))]).flat());
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (bytes[y * stride + x] ?? 0));
  const rows = Array.from({ length: size }, (_row, y) => [
    filter,
    ...Array.from({ length: stride }, (_byte, x) => (at(x, y) - guess(filter, at(x - 4, y), at(x, y - 1), at(x - 4, y - 1))) & 255),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function guess(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4: {
      const estimate = left + above - corner;
      const [first = 0] = [left, above, corner].sort((a, b) => Math.abs(estimate - a) - Math.abs(estimate - b));
      return first;
    }
    default:
      return 0;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
