export type Environment = Readonly<Record<string, string | undefined>>;

export type Filled = { readonly kind: 'filled'; readonly text: string } | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** What the placeholders mean, for whoever has to give them a value. */
const MEANING: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: 'appens id i Teams; teamsApp/create giver det',
  BOT_ID: 'klient-id på bottens identitet; skabelonen i infra/ giver det',
  BOT_DOMAIN: 'det domæne, botten svarer på; skabelonen i infra/ giver det',
  DEVELOPER_WEBSITE_URL: 'jeres hjemmeside',
  DEVELOPER_PRIVACY_URL: 'siden om behandling af personoplysninger',
  DEVELOPER_TERMS_URL: 'siden med vilkår for brug',
};

/** `${{NAME}}`, as Microsoft's toolkit writes it. Values are put in as JSON: a quotation mark in one breaks nothing. */
export function fill(template: string, environment: Environment): Filled {
  const names = [...new Set([...template.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];
  const missing = names.filter((name) => !environment[name]?.trim());
  if (missing.length > 0)
    return {
      kind: 'refused',
      problems: missing.map((name) => `${name} mangler${MEANING[name] ? ` (${MEANING[name]})` : ''}. Sæt den i miljøet eller i env/.env.<miljø>.`),
    };
  const text = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => JSON.stringify(environment[name]?.trim()).slice(1, -1));
  const [left] = /\$\{\{?[^}]*\}?\}?|\{\{[^}]*\}\}/.exec(text) ?? [];
  return left === undefined ? { kind: 'filled', text } : { kind: 'refused', problems: [`manifest.json: "${left}" er ikke udfyldt.`] };
}
