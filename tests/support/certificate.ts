import { createPublicKey, sign } from 'node:crypto';
import { newKey } from './microsoft';
import { temporaryFile } from './staff';

/** A certificate for 127.0.0.1 that vouches for itself: some libraries speak HTTPS or not at all. Made anew by each test, so that no key lies in the repository. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For NODE_EXTRA_CA_CERTS of whoever is to trust it. */
  readonly file: string;
  readonly keyFile: string;
}

// DER, as X.509 has it: a tag, a length, the bytes.
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value);
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

const SHA256_WITH_RSA = sequence(oid('2a864886f70d01010b'), der(0x05));
const NAME = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('127.0.0.1')))));
const SUBJECT_ALT_NAME = sequence(oid('551d11'), der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])))));
const DAY_MS = 24 * 60 * 60 * 1000;

export function newCertificate(): Certificate {
  const key = newKey();
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const validity = sequence(time(new Date(Date.now() - DAY_MS)), time(new Date(Date.now() + DAY_MS)));
  const version3 = der(0xa0, integer(2));
  const body = sequence(version3, integer(1), SHA256_WITH_RSA, NAME, validity, NAME, publicKey, der(0xa3, sequence(SUBJECT_ALT_NAME)));
  const whole = sequence(body, SHA256_WITH_RSA, bits(sign('RSA-SHA256', body, key)));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key: pem, cert, file: temporaryFile('cert.pem', cert), keyFile: temporaryFile('key.pem', pem) };
}
