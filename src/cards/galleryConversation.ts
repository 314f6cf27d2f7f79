import type { Content } from '../content/schema';
import { chatChoiceCard } from './chatChoiceCard';
import { sletLinjeDialog } from './dialogs/sletLinje';
import { eraseButtonCard } from './eraseButtonCard';
import { erasureCard } from './erasureCard';
import { ANNA, CARLA, Scenario, type GalleryCard } from './galleryScenario';
import { HOSTILE } from './galleryTexts';
import { putAwayCard } from './putAwayCard';
import { samtaleCard } from './samtaleCard';

/** What comes of people writing to each other: the list of replies, and the erasing of a line. */
export function conversationCards(content: Content): readonly GalleryCard[] {
  const says = (tekst: string) => ({ type: 'logReply', tekst, bilag: [], instruks: 'instruks-2' }) as const;
  const quiet = new Scenario(content).starts('instruks-2');
  const talked = () =>
    new Scenario(content)
      .starts('instruks-2')
      .does(says('Der er køer ved rådhuset'))
      .does(says('Vi kan sende to mand fra kl. 16'))
      .does({ type: 'promoteReply', nr: 3, entryType: 'information' })
      .does(says(HOSTILE));
  const talk = talked();
  const asked = talked().does({ type: 'correctLogEntry', nr: 4, entry: { tekst: 'Vi kan sende tre mand' } }).does({ type: 'askErasure', nr: 4, begrundelse: 'Der står et navn på en borger' }, CARLA);
  const erased = talked()
    .does({ type: 'askErasure', nr: 4, begrundelse: 'Der står et navn på en borger' }, CARLA)
    .does({ type: 'confirmErasure', nr: 4 }, ANNA);
  const drill = new Scenario(content, { oevelse: true });
  const incidents = [talk.state, { id: 'h2', nr: 2, kortNavn: HOSTILE }, { id: 'h3', nr: 4, kortNavn: 'Skive: Vandet er væk', oevelse: true }];
  return [
    { name: 'samtale', titel: 'Svar på /log vis samtale', card: samtaleCard({ state: talk.state, now: talk.now }) },
    { name: 'samtale-tom', titel: 'Svar på /log vis samtale, ingen har skrevet', card: samtaleCard({ state: quiet.state, now: quiet.now }) },
    {
      name: 'samtale-besked',
      titel: 'Samtale, efter et tryk',
      card: samtaleCard({ state: talk.state, now: talk.now, notice: 'Svaret er nu linje 5 i loggen.' }),
    },
    { name: 'vaelg-haendelse-gjort', titel: 'Flere åbne hændelser, efter valget', card: putAwayCard({ state: talk.state, nr: 7 }) },
    {
      name: 'vaelg-haendelse-gjort-oevelse',
      titel: 'Flere åbne hændelser, efter valget af en øvelse',
      card: putAwayCard({ state: drill.state, nr: 2 }),
    },
    { name: 'vaelg-chat', titel: 'Personlig chat: hvilken hændelse?', card: chatChoiceCard({ incidents }) },
    { name: 'vaelg-chat-gjort', titel: 'Personlig chat: valgt, kan skiftes', card: chatChoiceCard({ incidents, chosen: 'h2' }) },
    { name: 'slet-tilbud', titel: 'Med /log vis til kriseleder og logfører', card: eraseButtonCard(talk.state) },
    { name: 'slet-venter', titel: 'En linje skal måske slettes', card: erasureCard({ state: asked.state, nr: 4 }) },
    { name: 'slet-gjort', titel: 'En linje er slettet', card: erasureCard({ state: erased.state, nr: 4 }) },
    { name: 'dialog-slet', titel: 'Dialog: slet en linje', card: sletLinjeDialog({ state: talk.state, nonce: 'n1' }) },
    {
      name: 'dialog-slet-fejl',
      titel: 'Dialog: slet en linje, vist igen',
      card: sletLinjeDialog({
        state: talk.state,
        nonce: 'n1',
        error: 'Skriv linjens nummer, for eksempel 12.',
        values: { linje: '', begrundelse: HOSTILE },
      }),
    },
  ];
}
