import type { Card, Dialog, Staff, Who } from './staff';

/** START HER as people go through it, by the buttons of the incident's card. */

export async function answerYesOrNo(card: Card, who: Who, svar: 'Ja' | 'Nej', begrundelse?: string): Promise<Dialog> {
  const dialog = await card.openDialog(who, `${svar}…`);
  return dialog.submit(begrundelse === undefined ? {} : { begrundelse });
}

/** Node 1 NO: the case is one for the styregruppe. */
export async function becomesACase(staff: Staff, card: Card, who: Who): Promise<void> {
  await answerYesOrNo(card, who, 'Nej');
  await staff.until(() => card.text.includes('● Felt 3.'));
}

/** Node 3 done: the opening hours answer node 4. */
export async function contactIsMade(staff: Staff, card: Card, who: Who): Promise<void> {
  await becomesACase(staff, card, who);
  await card.press(who, 'Kontakt er taget');
  await staff.until(() => !card.text.includes('● Felt 3.'));
}
