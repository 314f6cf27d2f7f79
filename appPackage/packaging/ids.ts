import type { Manifest } from './manifest';

/** What has to be the same id, and what has to be a bare domain. The schema sees only the shape of each. */
export function idProblems({ id, bots, webApplicationInfo, validDomains }: Manifest): readonly string[] {
  const botId = bots[0]?.botId ?? '';
  const resource = `api://botid-${botId}`;
  return [
    ...[id, botId].filter((guid) => /^[0-]+$/.test(guid)).map((guid) => `manifest.json: id'et ${guid} er kun nuller.`),
    ...(webApplicationInfo.id === botId
      ? []
      : [`manifest.json: webApplicationInfo.id er ${webApplicationInfo.id}, men botten er ${botId}. De skal være ens.`]),
    ...(webApplicationInfo.resource === resource
      ? []
      : [`manifest.json: webApplicationInfo.resource er "${webApplicationInfo.resource}". Den skal være "${resource}".`]),
    ...(validDomains.length === 0 ? ['manifest.json: validDomains er tom. Bottens domæne skal stå der.'] : []),
    ...validDomains
      .filter((domain) => !BARE_DOMAIN.test(domain))
      .map((domain) => `manifest.json: "${domain}" er ikke et domæne. Skriv det uden https://, port og sti og uden *.`),
  ];
}

const BARE_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
