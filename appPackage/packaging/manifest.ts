/** The parts of the manifest that are looked at beyond the schema. */
export interface Manifest {
  readonly id: string;
  readonly localizationInfo: {
    readonly defaultLanguageTag: string;
    readonly additionalLanguages?: readonly { readonly languageTag: string; readonly file: string }[];
  };
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  readonly icons: { readonly color: string; readonly outline: string };
  readonly bots: readonly Bot[];
  readonly validDomains: readonly string[];
  readonly webApplicationInfo: { readonly id: string; readonly resource: string };
}

export interface Bot {
  readonly botId: string;
  readonly scopes: readonly string[];
  readonly commandLists: readonly CommandList[];
  readonly supportsTargetedMessages?: boolean;
}

export interface CommandList {
  readonly scopes: readonly string[];
  readonly triggers?: readonly string[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

export type Texts = Readonly<Record<string, string>>;

/** Every text that people read, under the name that Microsoft's localization schema gives it. */
export function textsOf({ name, description, bots }: Manifest): Texts {
  const commands = bots.flatMap(({ commandLists }, bot) =>
    commandLists.flatMap((list, at) =>
      list.commands.flatMap((command, i): [string, string][] => {
        const key = `bots[${bot}].commandLists[${at}].commands[${i}]`;
        return [
          [`${key}.title`, command.title],
          [`${key}.description`, command.description],
        ];
      }),
    ),
  );
  return {
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...Object.fromEntries(commands),
  };
}
