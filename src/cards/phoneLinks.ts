/** Numbers as the roster has them. They are shown in dialogs and personal chats after a rights check, never on a posted card. */
export interface Phones {
  readonly work?: string | undefined;
  readonly private?: string | undefined;
}

export interface PhoneLink {
  /** Markdown: one press rings. */
  readonly link: string;
  /** The same for a button of its own. */
  readonly titel: string;
  readonly url: string;
}

/** "Arbejde 20 00 00 01": a link that rings, wherever there is something to dial. */
export function phoneLinks({ work, private: home }: Phones): readonly PhoneLink[] {
  return [...phoneLink('Arbejde', work), ...phoneLink('Privat', home)];
}

function phoneLink(label: string, number: string | undefined): readonly PhoneLink[] {
  const shown = (number ?? '').replace(/[^\d+ ]/g, '').trim();
  const dialled = shown.replaceAll(' ', '');
  const url = `tel:${dialled}`;
  return dialled === '' ? [] : [{ link: `${label}: [${shown}](${url})`, titel: `📞 ${label} ${shown}`, url }];
}
