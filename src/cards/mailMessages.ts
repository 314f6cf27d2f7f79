import type { DispatchState, MailAccepted, MailFailed, MailPassedOn, SvarReceived } from '../domain/mail/mail';
import type { Aftale } from '../domain/meetings/aftale';
import type { KontaktpersonNamed } from '../domain/opening/opening';
import type { ApprovalUndone, DraftEdited } from '../domain/orientation/orientation';
import { BOT, type PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { escapeInline } from './escape';

/** What people are told of a mail on its way. What they can do stands first: a locked phone shows 50 characters. */
export function mailFailedText({ udsendelse, titel, hvorfor, accepteret }: MailFailed, { nr, phase, udsendelser }: IncidentState): string {
  const button = isAboutDecisions(udsendelser[udsendelse]?.aftale) ? '"Myndighedens svar…" ved trinnet' : '"Prøv igen" på kortet';
  const some = accepteret > 0 ? ` ${accepteret} er accepteret af Exchange; resten ikke.` : '';
  return `⚠ Mail IKKE sendt: ${escapeInline(titel)}. ${escapeInline(hvorfor)}${some}${phase === 'open' ? ` Tryk ${button}, eller ring.` : ''} Hændelse ${nr}.`;
}

/** Shown where the decision is, and not on a meeting's card. */
function isAboutDecisions(aftale: Aftale | undefined): boolean {
  return aftale !== undefined && aftale.moeder.length === 0 && !aftale.kadence;
}

export function refusedText({ titel, fejlede }: MailAccepted, { nr }: IncidentState): string {
  return `⚠ Ring: mailen blev ikke taget imod til ${names(fejlede)}. ${escapeInline(titel)}, hændelse ${nr}.`;
}

export function passedOnMailText({ titel, hvorfor, videre, ingen }: MailPassedOn, { nr }: IncidentState): string {
  const why = hvorfor === 'intet-svar' ? 'Intet svar inden fristen' : 'Mailen kom ikke frem';
  const ring = ingen.length > 0 ? `⚠ Ring til ${names(ingen)}: ` : '';
  const on = videre.length > 0 ? ` Mailen sendes også til ${names(videre.map(({ til }) => til))}.` : '';
  return `${ring}${ring ? why.charAt(0).toLocaleLowerCase('da') + why.slice(1) : why}. ${escapeInline(titel)}, hændelse ${nr}.${on}`;
}

export function svarText({ person, svartekst, bemaerkning, titel }: SvarReceived, { nr }: IncidentState): string {
  const note = bemaerkning ? `\n\n> ${escapeInline(bemaerkning)}` : '';
  return `Svar fra ${escapeInline(person.name)}: ${escapeInline(svartekst)}. ${escapeInline(titel)}, hændelse ${nr}.${note}`;
}

/** The former one's link no longer answers anything. */
export function newContactText({ myndighed, kontaktperson }: KontaktpersonNamed, titel: string, { nr }: IncidentState): string {
  return `Ny kontaktperson: ${escapeInline(kontaktperson.name)}, ${escapeInline(myndighed)}. Send mailen igen: ${escapeInline(titel)}. Tryk "Send" på kortet, hændelse ${nr}. Indkaldelsen til mødet følger af sig selv.`;
}

/** To whoever believes that it is on its way. */
export function approvalFellText({ type, titel }: DraftEdited | ApprovalUndone, { nr }: IncidentState): string {
  const why = type === 'DraftEdited' ? 'teksten blev ændret, efter at du godkendte den' : 'der er kommet en ny kontaktperson';
  return `⚠ Mail IKKE sendt: ${why}. ${escapeInline(titel)}. Læs den, og tryk "Send" igen, hændelse ${nr}.`;
}

export function newAddressText({ name }: PersonRef, titel: string, { nr }: IncidentState): string {
  return `Ny mailadresse til ${escapeInline(name)}. Mailen er sendt til den gamle: ${escapeInline(titel)}. Tryk "${NY_ADRESSE}" på kortet, hændelse ${nr}.`;
}

/** The button of it. */
export const NY_ADRESSE = 'Send til ny adresse';

/** Whoever sent it, and whoever leads. What falls due by itself nobody sends: then it is the procesansvarlig, who waits for word. */
export function toldOf({ godkendtAf }: DispatchState, { roller: { kriseleder, procesansvarlig } }: IncidentState): readonly PersonRef[] {
  const sender = godkendtAf.id === BOT.id ? (procesansvarlig.holder ?? procesansvarlig.deputies[0]) : godkendtAf;
  const people = [sender, kriseleder.holder ?? kriseleder.deputies[0]].flatMap((person) => (person ? [person] : []));
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

const NAVNE = 10;

function names(people: readonly PersonRef[]): string {
  const shown = people.slice(0, NAVNE).map(({ name }) => escapeInline(name));
  const more = people.length - shown.length;
  return more > 0 ? `${shown.join(', ')} og ${more} mere` : shown.join(', ');
}
