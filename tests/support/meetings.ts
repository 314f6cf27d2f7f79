import type { EndMoede, MoedePlan, RecordInvitation } from '../../src/domain/meetings/meetings';
import { ANNA, BENT, CARLA, DAN, given, instant, opened, Person, type Act, type Given } from './given';

const BOT = new Person('bot', 'DDH Beredskab');

/** The four of the krisestab. */
export const STAB = [ANNA, BENT, CARLA, DAN].map(({ ref }) => ref);

export function calls(who: Person, plan: Partial<MoedePlan> = {}, instruks = 'instruks-2'): Act {
  return who.does({ type: 'scheduleMoede', instruks, plan: { start: instant('14.30'), minutter: 45, deltagere: STAB, ...plan } });
}

export function changes(who: Person, plan: Partial<MoedePlan>, revision = 1, moede = 'moede-1'): Act {
  return who.does({ type: 'changeMoede', moede, revision, plan: { start: instant('14.30'), minutter: 45, deltagere: STAB, ...plan } });
}

export function begins(who: Person, moede = 'moede-1'): Act {
  return who.does({ type: 'beginMoede', moede }).at('14.30');
}

/** With the next meeting at 16 and word from the authority every hour, unless told otherwise. */
export function ends(who: Person, parts: Partial<EndMoede> = {}, moede = 'moede-1'): Act {
  return who.does({ type: 'endMoede', moede, naeste: { start: instant('16.00'), minutter: 45 }, kadence: { hverMinutter: 60, naeste: instant('15.30') }, ingenFlere: '', ...parts }).at('15.00');
}

export function calendarSays(udfald: RecordInvitation['udfald'], revision = 1, moede = 'moede-1'): Act {
  return BOT.does({ type: 'recordInvitation', moede, revision, udfald });
}

export const INVITED: RecordInvitation['udfald'] = { kind: 'sendt', kalenderId: 'AAMk1', link: 'https://teams.example/m/1', inviteret: STAB, udenMail: [] };

const OLE = new Person('kp:Viborg:Ole Vind', 'Ole Vind');

/** Instruks 2 under way, its first meeting called for 14.30, which suits the kontaktperson. */
export function called(...more: readonly Act[]): Given {
  const suits = OLE.does({ type: 'recordSvar', udsendelse: 'aftale-1', person: OLE.ref, svar: 'ja', bemaerkning: '' });
  return given(opened(), ANNA.namesContact('Ole Vind'), ANNA.starts(2), calls(ANNA, { deltagere: [...STAB, OLE.ref] }), suits, ...more);
}

export function underWay(): Given {
  return called(begins(ANNA));
}

/** What has to be in place before DDH Beredskab is opened up (2F). */
export const READY: readonly Act[] = ['2A.3', '2D.2', '2E.2'].map((nummer) => ANNA.completes(nummer));
