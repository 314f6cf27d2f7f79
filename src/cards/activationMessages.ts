import type { ContentTitles } from '../domain/instruks';
import { rolleTitel } from '../domain/instruks';
import type { AlarmMessage, AlarmPassedOn, AlarmState } from '../domain/alarm/alarm';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { clockTime, comingTime, dayAndTime } from '../domain/time';
import type { StemmeCast, VoteState } from '../domain/vote/vote';
import { decisionInWords, tieInWords } from '../domain/vote/words';
import { escapeInline } from './escape';

/**
 * What the bot writes to people on the way to a called-out krisestab. The act and the time come first: a locked phone
 * shows 50 characters. Ready for Teams' markdown; whoever is meant is mentioned below.
 */
export function caseText({ nr, kortNavn, roller, beskrivelse }: IncidentState): string {
  const received = roller.modtager.holder ? ` Modtaget af ${escapeInline(roller.modtager.holder.name)}.` : '';
  return `DDH Beredskab overvejes: hændelse ${nr}. ${escapeInline(kortNavn)}\n\n${escapeInline(beskrivelse)}${received} Følg med i hændelsens tråd.`;
}

export function orientationText({ nr, kortNavn, aabning }: IncidentState): string {
  const closed = aabning && !aabning.aaben ? ` Kontaktcentret: ${escapeInline(aabning.aarsag)}.` : '';
  return `Til orientering: hændelse ${nr} udenfor åbningstid. ${escapeInline(kortNavn)}.${closed} I bliver bedt om at stemme, hvis det ikke kan vente.`;
}

export function closingSoonText(kladde: string): string {
  return `Kontaktcentret lukker snart: hold agenterne. Kladde til agenterne:\n\n> ${escapeInline(kladde).replaceAll('\n', '\n> ')}`;
}

export function voteCallText({ regel, frist, version }: VoteState, { nr }: IncidentState, reminder: boolean): string {
  const what = reminder ? 'Påmindelse: stem' : version > 1 ? 'Forslag ændret, stem igen' : 'Stem nu';
  return `${what} senest ${clockTime(frist)}: ${escapeInline(regel.titel)}, hændelse ${nr}. Tryk "Enig i det hele" eller "Ikke enig…" på kortet.`;
}

export function oralVoteText({ person, uenig, mundtlig }: StemmeCast): string {
  const heard = mundtlig
    ? ` (${clockTime(mundtlig.tidspunkt)}, hørt af ${escapeInline(mundtlig.hoertAf)}, skrevet ned af ${escapeInline(mundtlig.registreretAf.name)})`
    : '';
  const said = uenig.length === 0 ? 'enig i det hele' : 'ikke enig';
  return `Din mundtlige stemme er skrevet ned: ${said}${heard}. Er det forkert, ${escapeInline(person.name)}, så stem selv på kortet. Din egen stemme gælder.`;
}

/** What was adopted is said first: a proposal may be not to do something. */
/** To whoever can ring: the reminder alone may reach nobody. */
export function missingVotesText(mangler: readonly PersonRef[], { regel, frist }: VoteState, { nr }: IncidentState): string {
  const names = mangler.map(({ name }) => escapeInline(name)).join(', ');
  return `Ring: stemmer mangler til kl. ${clockTime(frist)}. ${escapeInline(regel.titel)}, hændelse ${nr}. Mangler: ${names}. En stemme i telefonen skrives ind med "Mundtlig stemme…".`;
}

export function outcomeText(vote: VoteState, { nr }: IncidentState): string {
  const { udfald, regel } = vote;
  const tie = tieInWords(udfald);
  const about = `${escapeInline(regel.titel)}, hændelse ${nr}.${tie ? ` Der var ${tie}.` : ''}`;
  switch (udfald?.resultat) {
    case 'vedtaget':
    case 'forkastet':
      return `${escapeInline(decisionInWords(udfald, vote))}. ${about}`;
    case 'ikke-beslutningsdygtig':
    case undefined:
      return `Ingen beslutning, for få stemte: ${about} Ring til dem, der mangler, og læg forslaget frem igen.`;
  }
}

export function activatedText({ nr, aktivering, myndigheder }: IncidentState): string {
  const missing = myndigheder.some(({ kontaktperson }) => !kontaktperson) ? ' ⚠ Kontaktperson mangler: find en hos myndigheden.' : '';
  const meeting = aktivering ? ` Første stabsmøde ${dayAndTime(aktivering.moede)}.` : '';
  return `Krisestaben er aktiveret: hændelse ${nr}.${meeting}${missing} Tryk "Start instruks 2" på hændelsens kort, og få betalingen accepteret ("Betaling…").`;
}

export function alarmText({ niveauTitel, moede, sted, opgaver }: AlarmState, { nr, kortNavn, aktivering, lastIncidentTime }: IncidentState): string {
  const tasks = opgaver.map((opgave) => `- ${escapeInline(opgave)}`).join('\n');
  const niveau = escapeInline(aktivering?.niveauTitel ?? niveauTitel);
  return `ALARM: mød ${comingTime(moede, lastIncidentTime)}. Svar nu på kortet. Hændelse ${nr}: ${escapeInline(kortNavn)}\n\nNiveau: ${niveau}. Første stabsmøde ${dayAndTime(moede)}, ${escapeInline(sted)}.\n\n${tasks}`;
}

export function readyText({ moede }: AlarmState, { nr, kortNavn, lastIncidentTime }: IncidentState): string {
  return `Hold dig klar til ${comingTime(moede, lastIncidentTime)} som stedfortræder. Hændelse ${nr}: ${escapeInline(kortNavn)}\n\nDu får besked, hvis der er brug for dig, og hvis der ikke er.`;
}

export function releasedText({ nr }: IncidentState): string {
  return `Ikke brug for dig som stedfortræder: hændelse ${nr}. Tak, fordi du holdt dig klar.`;
}

export function passedOnText(event: AlarmPassedOn, state: IncidentState, titles: ContentTitles): string {
  const { fra, til, hvorfor } = event;
  const roles = rolesInWords(event.roller, titles);
  if (hvorfor === 'overdraget') return `Alarmeret: ${escapeInline(til.name)} som ny ${roles}. Hændelse ${state.nr}.`;
  const why = hvorfor === 'kan-ikke' ? 'kan ikke' : 'har ikke svaret';
  return til
    ? `Stedfortræder alarmeret: ${escapeInline(til.name)} som ${roles}. ${escapeInline(fra.name)} ${why}. Hændelse ${state.nr}.`
    : `⚠ Ingen at alarmere som ${roles}: ${escapeInline(fra.name)} ${why}, og der er ingen stedfortræder. Find en anden. Hændelse ${state.nr}.`;
}

/** Nobody holds these roles, and nobody is their deputy: no one was alarmed for them. */
export function vacantText(roller: readonly string[], { nr }: IncidentState, titles: ContentTitles): string {
  const roles = rolesInWords(roller, titles);
  return `⚠ Ubesat: ${roles}. Ingen er alarmeret som ${roles}, hændelse ${nr}. Find en, og giv rollen videre med "Roller…" på hændelsens kort. Så bliver den nye alarmeret.`;
}

function rolesInWords(roller: readonly string[], titles: ContentTitles): string {
  return new Intl.ListFormat('da').format(roller.map((rolle) => escapeInline(rolleTitel(titles, rolle)).toLocaleLowerCase('da')));
}

export function calledOffText(begrundelse: string, { nr }: IncidentState): string {
  return `Alarmen er AFBLÆST: hændelse ${nr}. Du skal ikke gøre noget. ${escapeInline(begrundelse)}`;
}

export function notReachedText(besked: Extract<AlarmMessage, 'alarm' | 'afblaest'>, name: string): string {
  const who = escapeInline(name);
  return besked === 'alarm'
    ? `⚠ Ring til ${who}: alarmen kunne ikke sendes personligt. Brug "Ring…" på alarmkortet.`
    : `⚠ Ring til ${who}: alarmen er AFBLÆST, og det kunne ikke sendes personligt. Brug "Ring…" på alarmkortet.`;
}

export function reminderText(titel: string, { nr, kortNavn }: IncidentState): string {
  return `Nu skal hændelse ${nr} tages op igen: ${escapeInline(titel)}\n\n${escapeInline(kortNavn)}`;
}

export function worsenedText(titel: string, { nr }: IncidentState): string {
  return `Situationen er forværret: hændelse ${nr} er taget op igen. Næste: ${escapeInline(titel)}`;
}

export function niveauText(niveau: string, begrundelse: string, { nr }: IncidentState): string {
  return `Nyt niveau: ${escapeInline(niveau)}, hændelse ${nr}. ${escapeInline(begrundelse)}`;
}
