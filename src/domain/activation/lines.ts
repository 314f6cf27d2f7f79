import type { AlarmEvent } from '../alarm/alarm';
import type { ContentTitles } from '../instruks';
import { rolleTitel } from '../instruks';
import type { LogLine } from '../logbook/logLine';
import type { OrientationEvent } from '../orientation/orientation';
import type { PersonRef } from '../person';
import { clockTime, dayAndTime } from '../time';
import { tieInWords } from '../vote/words';
import type { Ballot, Electorate, Question, VoteEvent } from '../vote/vote';
import type { HaendelseOpened } from '../opening/opening';
import type { ActivationEvent } from './activation';
import { QUESTIONS } from './activation';
import { UDSAT_TIL } from './proposal';
import { openingSentence } from './openingHours';

type Words = Partial<LogLine> & Pick<LogLine, 'indhold'>;

/** From whom and when the request came, and what the opening hours were then. */
export function receivedWords({ modtagelse, aabning }: HaendelseOpened): readonly string[] {
  if (!modtagelse) return [];
  const from = modtagelse.fra ? ` fra ${modtagelse.fra}` : '';
  return [`Modtaget${from} ${dayAndTime(modtagelse.tidspunkt)}`, ...(aabning ? [openingSentence(aabning, modtagelse.tidspunkt)] : [])];
}

/** How the lines of the way from "START HER" to a called-out krisestab read in the log. */
export function activationWords(event: ActivationEvent): Words {
  switch (event.type) {
    case 'ForloebAnswered': {
      const { felt, titel, svartekst, begrundelse, tilTitel, venterTil, undtagelse } = event;
      const next = venterTil ? `Venter til ${dayAndTime(venterTil)}. Derefter: ${tilTitel}` : `Næste: ${tilTitel}`;
      return { indhold: `Felt ${felt}. ${titel}${titel.endsWith('?') ? '' : ':'} ${svartekst}${undtagelse ? ' (undtagelse)' : ''}. ${next}`, begrundelse: begrundelse || null };
    }
    case 'ForloebReminded':
      return { indhold: `Påmindelse: tiden er kommet til felt ${event.felt}. ${event.titel}`, status: 'påmindet' };
    case 'SituationWorsened':
      return { indhold: `Situationen er forværret. Sagen er taget op igen: ${event.tilTitel}`, status: 'genoptaget' };
    case 'KrisestabActivated': {
      const missing = event.kontaktpersonMangler ? ' Kontaktperson mangler.' : '';
      return { indhold: `DDH Beredskab er aktiveret. Niveau: ${event.niveauTitel}. Første stabsmøde: ${dayAndTime(event.moede)}, ${event.sted}.${missing}`, status: 'aktiveret' };
    }
    case 'NiveauChanged':
      return { indhold: `Niveau ændret${event.fra ? ` fra ${event.fra}` : ''} til ${event.niveauTitel}`, beslutning: `Niveau: ${event.niveauTitel}`, begrundelse: event.begrundelse };
    case 'OekonomiAccepted':
      return { indhold: `Betaling accepteret af ${event.accepteretAf}, ${event.myndighed}: ${event.regel}${event.bemaerkning ? ` ${event.bemaerkning}` : ''}`, status: 'accepteret' };
  }
}

export function voteWords(event: VoteEvent): Words {
  switch (event.type) {
    case 'AfstemningOpened':
      return { indhold: `Forslag lagt frem (${event.regel.titel}): ${proposal(event.spoergsmaal)}. Frist ${clockTime(event.frist)}`, til: electorate(event.vaelgere), status: 'til afstemning' };
    case 'ForslagChanged':
      return { indhold: `Forslaget er ændret, og der stemmes forfra: ${proposal(event.spoergsmaal)}. Frist ${clockTime(event.frist)}`, status: 'til afstemning' };
    case 'StemmeCast': {
      const late = event.efterLukning ? ' (efter lukning)' : '';
      const oral = event.mundtlig ? ` (mundtligt ${clockTime(event.mundtlig.tidspunkt)}, hørt af ${event.mundtlig.hoertAf}, skrevet ned af ${event.mundtlig.registreretAf.name})` : '';
      return { indhold: `Stemme fra ${voter(event)}: ${opinion(event)}${oral}${late}`, begrundelse: reasons(event) || null, status: event.efterLukning ? 'efter lukning' : null };
    }
    case 'AfstemningReminded':
      return { indhold: 'Påmindelse om at stemme', til: names(event.mangler) || null, status: 'påmindet' };
    case 'AfstemningClosed': {
      const { resultat, grund, stemmer, ikkeStemt, spoergsmaal, beslutning } = event;
      const how = [GROUNDS[grund], tieInWords(event)].filter(Boolean).join(', ');
      // Unless the proposal is adopted, what the others say of its parts decides nothing.
      const decides = (id: string) => resultat === 'vedtaget' || (resultat === 'forkastet' && id === QUESTIONS.aktiver);
      const cast = stemmer.map((ballot) => `${voter(ballot)}: ${opinion(ballot)}`).join('; ');
      const counts = spoergsmaal.map(({ id, for: yes, imod, vedtaget }) => `${questionInWords(id)}: ${decides(id) ? `${vedtaget ? 'vedtaget' : 'ikke vedtaget'} (${yes} for, ${imod} imod)` : `${yes} for, ${imod} imod`}`).join('; ');
      return {
        indhold: `Afstemningen er slut: ${RESULTS[resultat]} (${how}). ${beslutning ? `${beslutning}. ` : ''}${capital(counts)}. Stemmer: ${cast || 'ingen'}. Ikke stemt: ${names(ikkeStemt) || 'ingen'}`,
        ...(resultat === 'ikke-beslutningsdygtig' ? {} : { beslutning: beslutning ?? RESULTS[resultat], beslutningstager: names(stemmer.map(({ person }) => person)) }),
        type: resultat === 'ikke-beslutningsdygtig' ? 'information' : 'beslutning',
        begrundelse: stemmer.map((ballot) => reasons(ballot)).filter(Boolean).join('; ') || GROUNDS[grund],
        status: RESULTS[resultat],
      };
    }
  }
}

const RESULTS = { vedtaget: 'vedtaget', forkastet: 'stemt ned', 'ikke-beslutningsdygtig': 'ikke nok stemmer til en beslutning' } as const;
const GROUNDS = { reglen: 'reglen er opfyldt', 'alle-har-stemt': 'alle har stemt', fristen: 'fristen er nået' } as const;

export function alarmWords(event: AlarmEvent, titles: ContentTitles): Words {
  switch (event.type) {
    case 'AlarmRaised': {
      const ready = event.holdKlar.length > 0 ? ` Hold dig klar: ${names(event.holdKlar.map(({ person }) => person))}.` : '';
      const vacant = event.ubesatte.length > 0 ? ` Ubesat: ${event.ubesatte.map((rolle) => rolleTitel(titles, rolle).toLocaleLowerCase('da')).join(', ')}.` : '';
      return {
        indhold: `Alarm: ${event.niveauTitel}. Første stabsmøde ${dayAndTime(event.moede)}, ${event.sted}. Opgaver inden mødet: ${event.opgaver.join(' ')}${ready}${vacant}`,
        til: names(event.alarmerede.map(({ person }) => person)) || null, status: 'alarmeret',
      };
    }
    case 'AlarmAnswered':
      return { indhold: `${event.person.name} ${event.svar === 'paa-vej' ? 'har modtaget alarmen og er på vej' : 'kan ikke komme'}${event.iTelefonen ? ' (i telefonen)' : ''}`, status: event.svar === 'paa-vej' ? 'på vej' : 'kan ikke' };
    case 'AlarmPassedOn': {
      if (event.hvorfor === 'overdraget') return { indhold: `${event.til.name} har fået en rolle og er alarmeret`, til: event.til.name, status: 'alarmeret' };
      const why = event.hvorfor === 'kan-ikke' ? 'kan ikke' : 'har ikke svaret';
      return { indhold: event.til ? `${event.fra.name} ${why}. ${event.til.name} er alarmeret i stedet` : `${event.fra.name} ${why}, og der er ingen stedfortræder at alarmere`, til: event.til?.name ?? null, status: event.til ? 'alarmeret' : 'mangler' };
    }
    case 'AlarmCallStarted':
      return { indhold: `Ringer til ${event.person.name}`, til: event.person.name, kanal: 'telefon' };
    case 'AlarmCallUnanswered':
      return { indhold: `Ringede til ${event.person.name}: intet svar`, til: event.person.name, kanal: 'telefon', status: 'intet svar' };
    case 'DeputiesReleased':
      return { indhold: 'Ikke brug for stedfortræderne', til: names(event.personer) };
    case 'AlarmCalledOff':
      return { indhold: 'Alarmen er afblæst', til: names(event.personer) || null, begrundelse: event.begrundelse, status: 'afblæst' };
    case 'AlarmNotReached':
      return { indhold: `${UNREAD[event.besked]} kunne ikke sendes personligt til ${event.person.name}`, til: event.person.name, status: 'ikke nået' };
  }
}

const UNREAD = { alarm: 'Alarmen', 'hold-klar': '"Hold dig klar"', 'ikke-brug-for': '"Ikke brug for dig"', afblaest: 'Afblæsningen' } as const;

export function orientationWords(event: OrientationEvent): Words {
  switch (event.type) {
    case 'DraftPrepared':
      return { indhold: `Udkast: ${event.titel}. ${event.emne}\n${event.tekst}`, status: 'udkast' };
    case 'DraftEdited':
      return { indhold: `Udkast rettet: ${event.titel}. ${event.emne}\n${event.tekst}`, status: 'udkast' };
    case 'DraftApproved':
      return event.modtagere
        ? { indhold: `Godkendt til afsendelse ${dayAndTime(event.fortrydesTil)}, ${event.modtagere.length} ${event.modtagere.length === 1 ? 'modtager' : 'modtagere'}: ${event.titel}. ${event.emne}\n${event.tekst}`, status: 'godkendt – ikke sendt endnu' }
        : { indhold: `Godkendt, klar til afsendelse – ikke sendt: ${event.titel}. ${event.emne}\n${event.tekst}`, status: 'klar til afsendelse – ikke sendt' };
    case 'ApprovalUndone':
      return { indhold: event.fordi ? `Godkendelse bortfaldet, ny kontaktperson: ${event.titel}` : `Godkendelse fortrudt: ${event.titel}`, status: 'fortrudt' };
  }
}

function proposal(questions: readonly Question[]): string {
  return questions.map(({ titel, forslag, begrundelse }) => `${titel}: ${forslag} (${begrundelse})`).join('; ');
}

function opinion({ uenig }: Pick<Ballot, 'uenig'>): string {
  return uenig.length === 0 ? 'enig i det hele' : `ikke enig i ${uenig.map(({ spoergsmaal }) => questionInWords(spoergsmaal)).join(', ')}`;
}

const QUESTION_WORDS: Readonly<Record<string, string>> = { [QUESTIONS.aktiver]: 'selve forslaget', [QUESTIONS.niveau]: 'niveauet', [QUESTIONS.opjuster]: 'vagtplanen', [QUESTIONS.moede]: 'mødetiden', [UDSAT_TIL]: 'tidspunktet' };

/** An event keeps the ids of the questions; people read words. */
function questionInWords(id: string): string {
  return QUESTION_WORDS[id] ?? id;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase('da') + sentence.slice(1);
}

function reasons({ uenig }: Pick<Ballot, 'uenig'>): string {
  return uenig.map(({ hvorfor }) => hvorfor).join('; ');
}

/** Criterion 10: a suppleant's vote says whom it is for. */
function voter({ person, repraesenterer }: Pick<Ballot, 'person' | 'repraesenterer'>): string {
  return repraesenterer ? `${person.name} (for ${repraesenterer.name})` : person.name;
}

function electorate({ modtager, kriseleder, styregruppe }: Electorate): string {
  const people = [modtager, ...(kriseleder.holder ? [kriseleder.holder] : []), ...kriseleder.deputies, ...styregruppe.map(({ medlem }) => medlem)];
  return names([...new Map(people.map((person) => [person.id, person])).values()]);
}

function names(people: readonly PersonRef[]): string {
  return people.map(({ name }) => name).join(', ');
}
