import type { IncidentContent } from '../instruks';
import type { Rejection } from '../rejection';
import { rejected } from '../rejection';
import type { Instant } from '../time';
import { dayAndTime } from '../time';
import type { Question } from '../vote/vote';
import type { Proposal } from './activation';
import { QUESTIONS } from './activation';
import type { Knude } from './flow';

type VoteKnude = Extract<Knude, { art: 'afstemning' }>;

export const UDSAT_TIL = 'udsat-til';

/**
 * The proposal as the questions that are voted on. `valg` carries what the outcome is made of, so that nothing but the
 * vote itself has to be kept. `capacityFirst`: the contact centre closes soon (content).
 */
export function questionsOf(proposal: Proposal, knude: VoteKnude, content: IncidentContent, now: Instant, capacityFirst: boolean): readonly Question[] | Rejection {
  const svar = knude.svar.find((candidate) => candidate.id === proposal.valg);
  if (!svar) return rejected('ukendt-valg', 'Vælg, hvad der foreslås.');
  if (!proposal.begrundelse.trim()) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor.');
  const main: Question = { id: QUESTIONS.aktiver, titel: knude.titel, valg: svar.id, forslag: svar.titel, begrundelse: proposal.begrundelse.trim(), udfald: { vedtaget: svar.vedtaget, forkastet: svar.forkastet } };
  if (proposal.valg === 'udsaet') return deferral(main, proposal, now);
  if (proposal.valg !== 'ja' || knude.regel !== content.aktivering.forslag.aktiver.regel) return [main];
  const { aktivering } = proposal;
  if (!aktivering) return rejected('ufuldstaendig', 'Udfyld niveau, vagtplan og første møde.');
  const niveau = content.beslutninger.niveauer.find((candidate) => candidate.id === aktivering.niveau);
  if (!niveau) return rejected('ukendt-niveau', 'Vælg et niveau.');
  if (!aktivering.niveauBegrundelse.trim() || !aktivering.opjusterBegrundelse.trim() || !aktivering.moedeBegrundelse.trim()) {
    return rejected('mangler-begrundelse', 'Skriv kort, hvorfor, ved hvert punkt.');
  }
  if (aktivering.opjuster && !aktivering.opjusterHvorMeget.trim()) return rejected('mangler-omfang', 'Skriv, hvor meget vagtplanen skal opjusteres.');
  if (!(Date.parse(aktivering.moede) > Date.parse(now))) return rejected('moede-i-fortiden', 'Vælg et tidspunkt for første stabsmøde, som ikke er gået.');
  const { forslag } = content.aktivering;
  const capacity: Question = {
    id: QUESTIONS.opjuster, titel: forslag.opjuster.titel, valg: aktivering.opjuster ? 'ja' : 'nej',
    forslag: aktivering.opjuster ? `Ja: ${aktivering.opjusterHvorMeget.trim()}` : 'Nej, ikke nu', begrundelse: aktivering.opjusterBegrundelse.trim(),
  };
  const rest: readonly Question[] = [
    { id: QUESTIONS.niveau, titel: forslag.niveau.titel, valg: niveau.id, forslag: niveau.titel, begrundelse: aktivering.niveauBegrundelse.trim() },
    { id: QUESTIONS.moede, titel: forslag.moede.titel, valg: aktivering.moede, forslag: `${dayAndTime(aktivering.moede)}, ${content.aktivering.moede.sted}`, begrundelse: aktivering.moedeBegrundelse.trim() },
  ];
  return capacityFirst ? [capacity, main, ...rest] : [main, ...rest, capacity];
}

function deferral(main: Question, { udsatTil }: Proposal, now: Instant): readonly Question[] | Rejection {
  if (!udsatTil || !(Date.parse(udsatTil) > Date.parse(now))) return rejected('mangler-tidspunkt', 'Vælg, hvornår beslutningen skal tages op igen.');
  const until = ` til ${dayAndTime(udsatTil)}`;
  const udfald = main.udfald && { ...main.udfald, vedtaget: main.udfald.vedtaget + until };
  return [{ ...main, forslag: main.forslag + until, udfald }, { id: UDSAT_TIL, titel: 'Tages op igen', valg: udsatTil, forslag: dayAndTime(udsatTil), begrundelse: main.begrundelse }];
}
