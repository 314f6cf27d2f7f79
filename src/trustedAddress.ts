import { isIPv4 } from 'node:net';

/** Settings that decide whose tokens are believed, or who is given the bot's own; and the host that Microsoft has for each. */
export const TRUSTED_HOSTS = {
  BOT_OPENID_METADATA: 'login.botframework.com',
  BOT_LOGIN_URL: 'login.microsoftonline.com',
  GRAPH_TOKEN_URL: 'login.microsoftonline.com',
  GRAPH_BASE_URL: 'graph.microsoft.com',
} as const;

/** Microsoft's own by https, or this machine: whoever can answer there has the bot already. Tests need it. */
export function isTrusted(address: string, host: string): boolean {
  const { protocol, host: named, hostname } = new URL(address);
  const thisMachine = hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
  return thisMachine || (protocol === 'https:' && named === host);
}
