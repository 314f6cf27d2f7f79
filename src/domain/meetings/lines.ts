import type { LogLine } from '../logbook/logLine';
import type { PersonRef } from '../person';
import { dayAndTime } from '../time';
import type { MeetingEvent, MoedeEnded, Udestaaende } from './meetings';

type Words = Partial<LogLine> & Pick<LogLine, 'indhold'>;

/** How meetings and the hændelsesmyndighed's updates read in the log. */
export function meetingWords(event: MeetingEvent): Words {
  switch (event.type) {
    case 'MoedeScheduled': {
      const warnings = event.advarsler.length > 0 ? ` Bemærk: ${event.advarsler.join('; ')}.` : '';
      return { indhold: `${event.titel} indkaldt til ${dayAndTime(event.start)}, ${event.minutter} minutter.${warnings}`, til: names(event.deltagere) || null, status: 'indkaldt' };
    }
    case 'MoedeChanged': {
      const moved = event.flyttetFra ? [`flyttet fra ${dayAndTime(event.flyttetFra)} til ${dayAndTime(event.start)}`] : [];
      const added = event.nye.length > 0 ? [`ny deltager: ${names(event.nye)}`] : [];
      const left = event.ikkeMed.length > 0 ? [`ikke længere med: ${names(event.ikkeMed)}`] : [];
      const what = [...moved, ...added, ...left];
      return { indhold: `${event.titel} ændret: ${(what.length > 0 ? what : [`varer ${event.minutter} minutter`]).join('; ')}`, til: names(event.deltagere) || null, status: 'ændret' };
    }
    case 'MoedeCancelled':
      return { indhold: `${event.titel} aflyst`, begrundelse: event.begrundelse, status: 'aflyst' };
    case 'InvitationSent': {
      const without = event.udenMail.length > 0 ? ` Uden mailadresse, og derfor ikke indkaldt på mail: ${names(event.udenMail)}.` : '';
      return { indhold: `Indkaldelsen til ${event.titel} står i kalenderen og er sendt${event.tilOevelse ? ' til øvelsens postkasse' : ''}.${without}`, til: names(event.inviteret) || null, bilag: event.link, status: 'sendt' };
    }
    case 'InvitationFailed':
      return { indhold: `${notThrough(event)}: ${event.hvorfor}`, status: event.hvad === 'link' ? 'mangler' : 'ikke sendt' };
    case 'InvitationRetried':
      return { indhold: `${whatOf(event)} sendes igen`, status: 'prøves igen' };
    case 'CancellationSent':
      return event.varVaek ? { indhold: `${event.titel} står ikke i kalenderen: der er ikke noget afbud at sende` } : { indhold: `Aflysningen af ${event.titel} er sendt`, status: 'sendt' };
    case 'MoedeBegun':
      return { indhold: `${event.titel} er begyndt`, til: names(event.deltagere) || null, status: 'i gang' };
    case 'AttendanceNoted':
      return { indhold: `Fremmøde til ${event.titel}. Til stede: ${names(event.tilStede) || 'ingen'}. Ikke til stede: ${names(event.fravaerende) || 'ingen'}` };
    case 'MoedeBeginAsked':
      return { indhold: `${event.titel} skulle være begyndt ${dayAndTime(event.start)}. Er mødet begyndt?`, status: 'påmindet' };
    case 'MoedeEndAsked':
      return { indhold: `${event.titel}: ${event.igen ? 'ingen har svaret, og der bliver kaldt til trin igen' : 'tiden er gået'}. Er mødet slut?`, status: 'påmindet' };
    case 'MoedeEnded': {
      const missing = event.mangler.length > 0 ? ` Mangler før opstart: ${event.mangler.join(', ')}.` : '';
      const last = event.ingenFlere ? { beslutning: 'Ikke flere møder', begrundelse: event.ingenFlere, type: 'beslutning' as const } : {};
      return { indhold: `${event.titel} er slut. ${attendance(event)}${missing}${event.ingenFlere ? ' Der skal ikke være flere møder.' : ''}`, status: 'slut', ...last };
    }
    case 'KadenceAgreed':
      return { indhold: `Aftalt: myndigheden giver besked hvert ${event.hverMinutter}. minut, næste gang ${dayAndTime(event.naeste)}`, status: 'aftalt' };
    case 'OpdateringDue':
      return { indhold: `Påmindelse: besked fra myndigheden ventes ${dayAndTime(event.ventes)}`, status: 'påmindet' };
    case 'OpdateringMissed':
      return { indhold: `Beskeden fra myndigheden, der skulle komme ${dayAndTime(event.ventedes)}, er ikke kommet. Næste ventes ${dayAndTime(event.naeste)}`, status: 'mangler' };
    case 'OpdateringReceived':
      return { indhold: `Besked fra myndigheden: ${event.tekst || 'intet nyt'}`, status: 'modtaget' };
    case 'ReferatApproved':
      return { indhold: `Referatet af ${event.titel} er godkendt. ${lines('Beslutninger', event.beslutninger)} ${lines('Opfølgning', event.opfoelgning)}`, status: 'godkendt' };
  }
}

/** Being called to a meeting is not being there: only a roll-call can say so. Older lines do not know whether there was one. */
function attendance({ tilStede, fravaerende, ikkeRaabtOp = [] }: MoedeEnded): string {
  const there = tilStede.filter(({ id }) => !ikkeRaabtOp.some((person) => person.id === id));
  const away = fravaerende.length > 0 ? ` Ikke til stede: ${names(fravaerende)}.` : '';
  if (ikkeRaabtOp.length === 0) return `Til stede: ${names(there) || 'ingen'}.${away}`;
  if (there.length === 0 && !away) return `Deltagere (fremmødet er ikke råbt op): ${names(ikkeRaabtOp)}.`;
  return `Til stede: ${names(there) || 'ingen'}. Ikke råbt op: ${names(ikkeRaabtOp)}.${away}`;
}

/** Without a title: where it stands already. */
interface Sending {
  readonly titel?: string;
  readonly hvad?: Udestaaende | undefined;
}

function whatOf({ titel, hvad }: Sending): string {
  const named = (what: string, word: string) => (titel ? `${what} ${word} ${titel}` : what);
  switch (hvad) {
    case undefined: return named('Indkaldelsen', 'til');
    case 'aendring': return named('Ændringen', 'af');
    case 'afbud': return named('Afbuddet', 'til');
    case 'link': return named('Linket', 'til');
  }
}

/** "Afbuddet til Stabsmøde 1 er ikke sendt" */
export function notThrough(sending: Sending): string {
  return `${whatOf(sending)} ${sending.hvad === 'link' ? 'mangler' : 'er ikke sendt'}`;
}

function lines(what: string, nrs: readonly number[]): string {
  return `${what}: ${nrs.length > 0 ? `linje ${nrs.join(', ')}` : 'ingen'}.`;
}

function names(people: readonly PersonRef[]): string {
  return people.map(({ name }) => name).join(', ');
}
