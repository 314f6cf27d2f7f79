import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Files } from '../../appPackage/packaging/files';
import type { Environment } from '../../appPackage/packaging/fill';

export const PROJECT = path.resolve(__dirname, '../..');

const folder = path.join(PROJECT, 'appPackage');
const names = readdirSync(folder).filter((name) => /\.(json|png)$/.test(name));

/** What lies in appPackage/. */
export const SOURCE: Files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name))]));

export const ENVIRONMENT: Environment = {
  TEAMS_APP_ID: '11111111-0000-4000-8000-000000000001',
  BOT_ID: '11111111-0000-4000-8000-000000000002',
  BOT_DOMAIN: 'bot.example.org',
  DEVELOPER_WEBSITE_URL: 'https://example.org',
  DEVELOPER_PRIVACY_URL: 'https://example.org/privatliv',
  DEVELOPER_TERMS_URL: 'https://example.org/vilkaar',
};

/** The source with another text in place of one that has to be there. */
export function changed(name: string, from: string, to: string): Files {
  const text = SOURCE[name]?.toString('utf8') ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { ...SOURCE, [name]: Buffer.from(text.replace(from, to)) };
}

export function without(name: string): Files {
  return Object.fromEntries(Object.entries(SOURCE).filter(([other]) => other !== name));
}
