import type { Modtager } from '../../src/domain/mail/mail';
import type { DraftId } from '../../src/domain/orientation/orientation';
import { decidedYes, during, OPEN, ticks, untilTheHours } from './activation';
import { ANNA, Person, type Act, type Given } from './given';

/** Of the repræsentantskab, and contacts of kommuner: nobody of the krisestab. */
export const LONE = new Person('lone', 'Lone Kær');
export const MADS = new Person('mads', 'Mads Vik');
export const NORA = new Person('nora', 'Nora Dal');
/** The myndighed's own kontaktperson. */
export const OLE = new Person('kp:Viborg:Ole Vind', 'Ole Vind');

export const BOT = new Person('bot', 'DDH Beredskab');

/** Activated at 14.00 with Ole as kontaktperson; the drafts are there. */
export function drafted(...acts: readonly (Act | readonly Act[])[]): Given {
  return during(OPEN, untilTheHours(), ANNA.namesContact('Ole Vind'), decidedYes(), ...acts);
}

export function approves(who: Person, udkast: DraftId = 'rep', modtagere: readonly Modtager[] = [LONE.ref, MADS.ref], revision = 1): Act {
  return who.does({ type: 'approveDraft', udkast, revision, modtagere, udenMail: [] });
}

/** Approved at 14.02 and begun 20 seconds later. */
export function dispatched(udkast: DraftId = 'rep', modtagere?: readonly Modtager[]): Given {
  return drafted(approves(ANNA, udkast, modtagere).at('14.02'), ticks().at('14.02.20'));
}

export function accepted(udsendelse = 'rep-1', fejlede: readonly Person[] = [], forsoeg = 1): Act {
  return BOT.does({ type: 'recordMailOutcome', udsendelse, forsoeg, fejlede: fejlede.map(({ ref }) => ref) }).at('14.03');
}

export function presses(who: Person, svar: string, bemaerkning = '', udsendelse = 'kp-1'): Act {
  return who.does({ type: 'recordSvar', udsendelse, person: who.ref, svar, bemaerkning });
}
