import type { LogLine } from '../logbook/logLine';
import type { PersonRef } from '../person';
import { dayAndTime } from '../time';
import type { MailEvent } from './mail';

type Words = Partial<LogLine> & Pick<LogLine, 'indhold'>;

/** How the way of a mail reads in the log. Nothing here says that anybody got it: nobody knows that. */
export function mailWords(event: MailEvent): Words {
  switch (event.type) {
    case 'MailDispatched': {
      const without = event.udenMail.length > 0 ? `. Uden mailadresse: ${names(event.udenMail)}` : '';
      const until = event.svarfrist ? `. Svarfrist ${dayAndTime(event.svarfrist)}` : '';
      return {
        indhold: `Afsendelse begyndt, ${event.modtagere.length} ${event.modtagere.length === 1 ? 'modtager' : 'modtagere'}: ${event.titel}. ${event.emne}${until}${without}`,
        til: names(event.modtagere) || null,
        kanal: 'mail',
        status: 'afsendelse begyndt',
      };
    }
    case 'MailAccepted': {
      const refused = event.fejlede.length > 0 ? `. Afvist: ${names(event.fejlede)}` : '';
      return {
        indhold: `Accepteret af Exchange: ${event.antal} af ${event.af}: ${event.titel}${refused}`,
        kanal: 'mail',
        status: 'accepteret af Exchange',
      };
    }
    case 'MailFailed': {
      const some = event.accepteret > 0 ? ` (${event.accepteret} er accepteret af Exchange)` : '';
      return { indhold: `Mail ikke sendt: ${event.titel} – ${event.hvorfor}${some}`, kanal: 'mail', status: 'ikke sendt' };
    }
    case 'MailRetried':
      return event.til
        ? { indhold: `Sendes til ny mailadresse, ${names(event.til)}: ${event.titel}${event.svarfrist ? `. Svarfrist ${dayAndTime(event.svarfrist)}` : ''}`, til: names(event.til), kanal: 'mail', status: 'afsendelse begyndt' }
        : { indhold: `Afsendelse prøvet igen: ${event.titel}`, kanal: 'mail', status: 'afsendelse begyndt' };
    case 'MailBounced':
      return {
        indhold: `Mailen kom ikke frem til ${event.person.name}: ${event.titel}`,
        til: event.person.name,
        kanal: 'mail',
        status: 'kom ikke frem',
      };
    case 'MailPassedOn': {
      const why = event.hvorfor === 'intet-svar' ? 'Intet svar inden fristen' : 'Mailen kom ikke frem';
      const on = event.videre.map(({ fra, til }) => `${til.name} i stedet for ${fra.name}`).join(', ');
      const none = event.ingen.length > 0 ? ` Ingen anden at skrive til for: ${names(event.ingen)}.` : '';
      return {
        indhold: `${why}: ${event.titel}.${on ? ` Sendes til ${on}.` : ''}${none}`,
        til: names(event.videre.map(({ til }) => til)) || null,
        kanal: 'mail',
        status: on ? 'givet videre' : 'mangler svar',
      };
    }
    case 'SvarReceived': {
      const note = event.bemaerkning ? `: ${event.bemaerkning}` : '';
      return {
        indhold: `Svar fra ${event.person.name} ${event.via === 'svarlink' ? 'via svarlink' : 'i telefonen'} (${event.titel}): ${event.svartekst}${note}`,
        kanal: event.via,
        status: 'svaret',
      };
    }
    case 'SvarlinkRevoked':
      return { indhold: `Svarlink kaldt tilbage: ${event.person.name}, ${event.titel}`, kanal: 'mail', status: 'kaldt tilbage' };
  }
}

function names(people: readonly PersonRef[]): string {
  return people.map(({ name }) => name).join(', ');
}
