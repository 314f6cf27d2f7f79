import type { OpeningStatus } from '../../src/domain/activation/openingHours';
import type { Proposal } from '../../src/domain/activation/activation';
import { UDFOERT } from '../../src/domain/activation/activation';
import type { Disagreement, Electorate } from '../../src/domain/vote/vote';
import { ANNA, EVA, FINN, Given, GRY, instant, opened, Person, PUBLISHED, type Act } from './given';

/** Two more of the styregruppe, and Finn's suppleant. */
export const IDA = new Person('ida', 'Ida Mose', true);
export const JENS = new Person('jens', 'Jens Ravn', true);
export const KIM = new Person('kim', 'Kim Dal', true);

export const ELECTORATE: Electorate = {
  modtager: EVA.ref,
  kriseleder: { holder: ANNA.ref, deputies: [GRY.ref] },
  styregruppe: [{ medlem: EVA.ref }, { medlem: FINN.ref, suppleant: KIM.ref }, { medlem: GRY.ref }, { medlem: IDA.ref }, { medlem: JENS.ref }],
};

export const OPEN: OpeningStatus = { aaben: true, aarsag: 'åbent til 20.00', lukkerOmMinutter: 390, naesteAabning: instant('22 16.00'), advarsel: false };
export const CLOSED: OpeningStatus = { aaben: false, aarsag: 'lukket: lørdag', naesteAabning: instant('22 16.00'), advarsel: false };

/** Under the published content, both gates shut. */
export function during(aabning: OpeningStatus, ...acts: readonly (Act | readonly Act[])[]): Given {
  return new Given(PUBLISHED, []).and(opened({ aabning }), ...acts);
}

export function answers(who: Person, knude: string, svar: string, begrundelse = 'Borgerne kan ikke komme igennem'): Act {
  return who.does({ type: 'answerForloeb', knude, svar, begrundelse });
}

export function does(who: Person, knude: string): Act {
  return answers(who, knude, UDFOERT, '');
}

/** Node 1 NO, node 3 done: inside the opening hours that leads to node 7, outside to node 5. */
export function untilTheHours(): readonly Act[] {
  return [answers(EVA, 'hverdagshaendelse', 'nej'), does(EVA, 'aktiver-beredskab')];
}

export const YES: Proposal = {
  valg: 'ja', begrundelse: 'Over hundrede opkald i timen',
  aktivering: {
    niveau: 'ddh-beredskab', niveauBegrundelse: 'Et trin over normal drift', opjuster: false, opjusterHvorMeget: '', opjusterBegrundelse: 'Ses på mødet',
    moede: instant('14.45'), moedeBegrundelse: 'Hurtigst muligt',
  },
};

export function proposes(who: Person, knude: 'aktivering' | 'akut-behov' = 'aktivering', forslag: Proposal = YES, version?: number): Act {
  return who.does({ type: 'putProposal', knude, forslag, version, vaelgere: ELECTORATE });
}

export function agrees(who: Person, bekraeftet = true, afstemning = 'aktivering-1', version = 1): Act {
  return who.does({ type: 'castVote', afstemning, version, svar: { enig: true }, bekraeftet });
}

export function disagrees(who: Person, uenig: readonly Disagreement[], bekraeftet = true, afstemning = 'aktivering-1', version = 1): Act {
  return who.does({ type: 'castVote', afstemning, version, svar: { enig: false, uenig }, bekraeftet });
}

export const NO: readonly Disagreement[] = [{ spoergsmaal: 'aktiver', hvorfor: 'Kommunen kan selv' }];

/** Receiver, kriseleder and two of the styregruppe agree: decided with the last of them. */
export function decidedYes(): readonly Act[] {
  return [proposes(ANNA), agrees(EVA), agrees(ANNA), agrees(IDA), agrees(JENS)];
}

export function ticks(): Act {
  return new Person('bot', 'DDH Beredskab').does({ type: 'tick' });
}
