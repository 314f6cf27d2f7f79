import { modtagerOf, type DispatchState, type ModtagerState } from '../mail/mail';
import type { PersonRef } from '../person';
import type { IncidentState } from '../state';
import { holders } from '../state';
import { dayAndTime } from '../time';
import type { Aftale, AgreedBeslutning, AgreedMoede } from './aftale';
import { findMoede } from './meetings';

/** Whether what a mail asks about is still to be answered: what of it holds, or why nothing does. */
export type Standing =
  | { readonly kind: 'gaelder'; readonly aftale: Aftale }
  | { readonly kind: 'aendret' | 'aflyst' | 'ikkeMed' | 'genaabnet' };

export interface Asked {
  readonly dispatch: DispatchState;
  readonly one: ModtagerState;
}

export function isEmpty({ moeder, beslutninger = [], kadence }: Aftale): boolean {
  return moeder.length === 0 && beslutninger.length === 0 && !kadence;
}

/** "Stabsmøde 2 22.11. 22.00 og besked hvert 60. minut, næste gang 22.11. 21.30". */
export function agreementInWords({ moeder, beslutninger = [], kadence }: Aftale): string {
  return listed([...beslutninger.map(({ nummer, tekst }) => `${nummer} ${tekst}`), ...moeder.map(moedeInWords), ...kadenceInWords(kadence)]);
}

/** The same for the kontaktperson, who knows no numbers of steps. */
export function agreementOutside({ moeder, beslutninger = [], kadence }: Aftale): string {
  return listed([...beslutninger.map(({ emne, tekst }) => `${emne}: ${tekst}`), ...moeder.map(moedeInWords), ...kadenceInWords(kadence)]);
}

function kadenceInWords(kadence: Aftale['kadence']): readonly string[] {
  return kadence ? [`besked hvert ${kadence.hverMinutter}. minut, næste gang ${dayAndTime(kadence.naeste)}`] : [];
}

/** As much as a subject has room for. */
export function agreementInShort({ moeder, beslutninger = [], kadence }: Aftale): string {
  return listed([...beslutninger.map(({ tekst }) => tekst), ...moeder.map(moedeInWords), ...(kadence ? [`besked hvert ${kadence.hverMinutter}. minut`] : [])]);
}

function moedeInWords({ titel, start }: AgreedMoede): string {
  return `${titel} ${dayAndTime(start)}`;
}

function listed(parts: readonly string[]): string {
  return new Intl.ListFormat('da').format(parts);
}

/** The mails in which somebody was asked, in the order in which they went out. */
export function asksOf({ id }: PersonRef, { udsendelser }: IncidentState): readonly Asked[] {
  return Object.values(udsendelser).flatMap((dispatch) => {
    const one = dispatch.aftale && modtagerOf(dispatch, id);
    return one ? [{ dispatch, one }] : [];
  });
}

/**
 * Undefined: this mail asks about no agreement. A newer mail that says something else of one of the things overtakes all of
 * an older one, since it asks again about the rest of it: nobody has two mails to answer.
 */
export function standingOf(dispatch: DispatchState, person: PersonRef, state: IncidentState): Standing | undefined {
  const { aftale } = dispatch;
  if (!aftale) return undefined;
  const overtaken = newerAsks(dispatch, person, state).some((newer) => differsAboutMoede(aftale, newer) || differsAboutKadence(aftale, newer) || differsAboutBeslutning(aftale, newer));
  if (overtaken) return { kind: 'aendret' };
  const holding = whatHolds(aftale, dispatch, person, state);
  return isEmpty(holding) ? { kind: whyNot(aftale, state) } : { kind: 'gaelder', aftale: holding };
}

/** Whether somebody has to ring when no answer comes: not about what is over, nor somebody who is not asked any more. */
export function isAwaited(dispatch: DispatchState, person: PersonRef, state: IncidentState): boolean {
  const standing = standingOf(dispatch, person, state);
  if (!standing) return true;
  if (standing.kind !== 'gaelder' || !isContact(person, state)) return false;
  const { moeder, beslutninger = [], kadence } = standing.aftale;
  return kadence !== undefined || beslutninger.length > 0 || moeder.some(({ moede }) => findMoede(state.moeder, moede)?.status === 'planlagt');
}

/** Of each kontaktperson who is asked about it: the mail that was answered, or else the newest. */
export function askedAbout(thing: (aftale: Aftale) => boolean, state: IncidentState): readonly Asked[] {
  return holders(state, 'kontaktperson').flatMap((person) => {
    const asks = asksOf(person, state).filter(({ dispatch, one }) => {
      const standing = standingOf(dispatch, person, state);
      // What was answered holds, though the rest of the same mail has been changed since.
      if (one.svar) return thing(whatHolds(one.svar.aftale ?? { moeder: [] }, dispatch, person, state));
      return standing?.kind === 'gaelder' && thing(standing.aftale);
    });
    const answered = asks.filter(({ one }) => one.svar).sort((a, b) => (a.one.svar?.nr ?? 0) - (b.one.svar?.nr ?? 0)).at(-1);
    return answered ?? asks.at(-1) ?? [];
  });
}

function whatHolds({ moeder, beslutninger, kadence }: Aftale, dispatch: DispatchState, person: PersonRef, state: IncidentState): Aftale {
  const newer = newerAsks(dispatch, person, state);
  return {
    moeder: moeder.filter((one) => {
      const moede = findMoede(state.moeder, one.moede);
      const same = moede && moede.status !== 'aflyst' && moede.start === one.start && moede.deltagere.some(({ id }) => id === person.id);
      // Moved there and back: the mail of before is not the one that counts.
      return same && !newer.some((other) => differsAboutMoede({ moeder: [one] }, other));
    }),
    ...(beslutninger && { beslutninger: beslutninger.filter((one) => stillDecided(one, state)) }),
    kadence: kadence?.udgave === state.moeder.kadence?.udgave ? kadence : undefined,
  };
}

function stillDecided({ instruks, trin, tekst }: AgreedBeslutning, { instrukser }: IncidentState): boolean {
  const status = instrukser[instruks]?.steps[trin]?.status;
  return status?.kind === 'udfoert' && status.beslutning?.tekst === tekst;
}

function newerAsks({ id }: DispatchState, person: PersonRef, state: IncidentState): readonly Aftale[] {
  const asks = asksOf(person, state);
  return asks.slice(asks.findIndex(({ dispatch }) => dispatch.id === id) + 1).flatMap(({ dispatch }) => dispatch.aftale ?? []);
}

function differsAboutMoede({ moeder }: Aftale, other: Aftale): boolean {
  return moeder.some(({ moede, start }) => other.moeder.some((newer) => newer.moede === moede && newer.start !== start));
}

function differsAboutKadence({ kadence }: Aftale, other: Aftale): boolean {
  return kadence !== undefined && other.kadence !== undefined && kadence.udgave !== other.kadence.udgave;
}

function differsAboutBeslutning({ beslutninger = [] }: Aftale, other: Aftale): boolean {
  return beslutninger.some((one) => other.beslutninger?.some((newer) => newer.instruks === one.instruks && newer.trin === one.trin && newer.tekst !== one.tekst));
}

function whyNot({ moeder, kadence }: Aftale, state: IncidentState): Exclude<Standing['kind'], 'gaelder'> {
  if (moeder.length === 0 && !kadence) return 'genaabnet';
  const now = moeder.map(({ moede, start }) => ({ start, moede: findMoede(state.moeder, moede) }));
  if (now.some(({ moede }) => moede?.status === 'aflyst')) return 'aflyst';
  return now.every(({ moede, start }) => moede?.start === start) ? 'ikkeMed' : 'aendret';
}

function isContact({ id }: PersonRef, state: IncidentState): boolean {
  return holders(state, 'kontaktperson').some((person) => person.id === id);
}
