// Draws color.png and outline.png: a shield with a tick. Run after a change of the drawing (Node 20.15 or newer):
// node appPackage/drawIcons.mjs
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

/** The drawing, in a square from 0 to 1. */
const SHIELD = [
  ...curve([0.5, 0.06], [0.62, 0.16], [0.76, 0.19], [0.88, 0.19]),
  ...curve([0.88, 0.19], [0.9, 0.58], [0.8, 0.82], [0.5, 0.95]),
  ...curve([0.5, 0.95], [0.2, 0.82], [0.1, 0.58], [0.12, 0.19]),
  ...curve([0.12, 0.19], [0.24, 0.19], [0.38, 0.16], [0.5, 0.06]),
];
const TICK = [
  [0.32, 0.51],
  [0.455, 0.645],
  [0.69, 0.37],
];

function curve(a, b, c, d) {
  return Array.from({ length: 24 }, (_, i) => {
    const t = i / 24;
    const u = 1 - t;
    return [0, 1].map((axis) => u ** 3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t ** 3 * d[axis]);
  });
}

function inside(polygon, [x, y]) {
  let within = false;
  polygon.forEach(([ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  });
  return within;
}

function distance(line, [x, y], closed) {
  const segments = line.slice(0, closed ? undefined : -1).map((point, i) => [point, line[(i + 1) % line.length]]);
  return Math.min(
    ...segments.map(([[ax, ay], [bx, by]]) => {
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
      const t = Math.max(0, Math.min(1, along));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
    }),
  );
}

/** Each pixel is the mean of 8 × 8 samples; `colourAt` gives [r, g, b, alpha 0–1] for a point of the drawing. */
function draw(size, margin, colourAt) {
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = [0];
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < 64; sample += 1) {
        const at = [x + ((sample % 8) + 0.5) / 8, y + (Math.floor(sample / 8) + 0.5) / 8].map((v) => (v / size - margin) / (1 - 2 * margin));
        const [r, g, b, alpha] = colourAt(at);
        [r * alpha, g * alpha, b * alpha, alpha].forEach((value, i) => (sum[i] += value));
      }
      const alpha = sum[3];
      row.push(...sum.slice(0, 3).map((value) => (alpha === 0 ? 255 : Math.round(value / alpha))), Math.round((alpha / 64) * 255));
    }
    rows.push(Buffer.from(row));
  }
  return png(size, Buffer.concat(rows));
}

function png(size, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const NAVY = [0x12, 0x39, 0x5b, 1];
const WHITE = [255, 255, 255, 1];
const NOTHING = [255, 255, 255, 0];

const color = draw(192, 0.2, (at) => (!inside(SHIELD, at) || distance(TICK, at, false) < 0.055 ? NAVY : WHITE));
const outline = draw(32, 0.03, (at) => (distance(SHIELD, at, true) < 0.034 || distance(TICK, at, false) < 0.042 ? WHITE : NOTHING));
writeFileSync(new URL('color.png', import.meta.url), color);
writeFileSync(new URL('outline.png', import.meta.url), outline);
