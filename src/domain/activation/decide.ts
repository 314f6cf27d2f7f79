import type { ChecklistEvent } from '../checklist/checklist';
import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import { findStepAnywhere } from '../instruks';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { stepState } from '../state';
import { dayAndTime } from '../time';
import { changeProposal, openVote } from '../vote/proposal';
import type { VoteEvent, VoteState } from '../vote/vote';
import type { ActivationEvent, AnswerForloeb, ChangeNiveau, OekonomiAccepted, PutProposal, RecordOekonomi, WorsenSituation } from './activation';
import { QUESTIONS, UDFOERT } from './activation';
import { arrive, takeEdge, type ArrivalEvent } from './arrival';
import { currentKnude, findKnude, type Knude } from './flow';
import { questionsOf } from './proposal';

type FlowDecision = Decision<ArrivalEvent>;

/** Node by node; only the node that is current takes an answer, but for the exception to the opening hours. */
export function answerForloeb({ body }: Command<AnswerForloeb>, state: IncidentState, content: IncidentContent): FlowDecision {
  const knude = currentKnude(state, content.forloeb);
  const begrundelse = body.begrundelse.trim();
  const asked = findKnude(content.forloeb, body.knude);
  if (asked?.art === 'aabningstid') return exception(asked, knude, begrundelse, state, content);
  if (body.knude !== knude.id) return rejected('foraeldet', `Det er der allerede svaret på. Nu er I ved: ${knude.titel}`);
  switch (knude.art) {
    case 'spoergsmaal': {
      const svar = knude.svar.find((candidate) => candidate.id === body.svar);
      if (!svar) return rejected('ukendt-svar', 'Vælg et af svarene.');
      if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor.');
      return accepted(...takeEdge(knude, svar.til, { svar: svar.id, svartekst: svar.titel, begrundelse }, state, content));
    }
    case 'handling':
      if (body.svar !== UDFOERT) return rejected('ukendt-svar', 'Det trin kan kun sættes til udført.');
      return accepted(...takeEdge(knude, knude.til, { svar: UDFOERT, svartekst: knude.knap, begrundelse }, state, content));
    case 'afstemning':
      return rejected('kraever-afstemning', 'Det afgøres ved afstemning. Tryk på "Læg forslag frem…".');
    case 'aabningstid':
    case 'slut':
      return rejected('intet-at-svare', 'Her er der intet at svare på.');
  }
}

/** Criterion 5: going on as if inside the opening hours, with a reason. */
function exception(hours: Extract<Knude, { art: 'aabningstid' }>, current: Knude, begrundelse: string, state: IncidentState, content: IncidentContent): FlowDecision {
  const svar = hours.svar.find((candidate) => candidate.id === hours.undtagelse);
  const answered = state.forloeb.sti.findLast((edge) => edge.knude === hours.id);
  if (!svar || !answered || state.aktivering) return rejected('foraeldet', `Det er ikke muligt nu. I er ved: ${current.titel}`);
  if (answered.svar === svar.id || (current.id === svar.til && !state.forloeb.venterTil)) return rejected('allerede-svaret', `I er allerede ved: ${current.titel}`);
  if (openVoteOf(state)) return rejected('afstemning-i-gang', 'Der stemmes lige nu. Vent, til afstemningen er slut.');
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv, hvorfor I går videre udenfor åbningstiden.');
  return accepted(...takeEdge(hours, svar.til, { svar: svar.id, svartekst: svar.titel, begrundelse, undtagelse: true }, state, content));
}

export function putProposal({ actor, now, body }: Command<PutProposal>, state: IncidentState, content: IncidentContent): Decision<VoteEvent> {
  const knude = currentKnude(state, content.forloeb);
  if (body.knude !== knude.id || knude.art !== 'afstemning') return rejected('foraeldet', `Her er intet at stemme om. I er ved: ${knude.titel}`);
  if (state.aktivering) return rejected('allerede-aktiveret', 'Krisestaben er allerede aktiveret.');
  const waits = waiting(state, now);
  if (waits) return waits;
  const regel = content.beslutninger.regler.find((candidate) => candidate.id === knude.regel);
  if (!regel) throw new Error(`no rule ${knude.regel}`); // the content's own check finds it at start
  const spoergsmaal = questionsOf(body.forslag, knude, content, now, state.aabning?.advarsel ?? false);
  if ('kind' in spoergsmaal) return spoergsmaal;
  const { version } = body;
  const open = openVoteOf(state);
  if (open && version !== undefined) return changeProposal({ actor, now, body: { type: 'changeProposal', afstemning: open.id, version, spoergsmaal } }, open);
  const earlier = Object.values(state.afstemninger).filter((vote) => vote.regel.id === regel.id);
  return openVote({ actor, now, body: { type: 'openVote', regel: regel.id, spoergsmaal } }, { regel, vaelgere: body.vaelgere, afgoerende: QUESTIONS.aktiver }, earlier);
}

/** The opening hours said no, and nothing has been decided since: "Undtagelse…" can be offered. */
export function canExcept(state: IncidentState, content: IncidentContent): Knude | undefined {
  const answered = state.forloeb.sti.findLast((edge) => findKnude(content.forloeb, edge.knude)?.art === 'aabningstid');
  const hours = answered && findKnude(content.forloeb, answered.knude);
  if (hours?.art !== 'aabningstid' || state.aktivering || openVoteOf(state) || answered?.svar === hours.undtagelse) return undefined;
  const inside = hours.svar.find(({ id }) => id === hours.undtagelse)?.til;
  return currentKnude(state, content.forloeb).id === inside && !state.forloeb.venterTil ? undefined : hours;
}

function waiting({ forloeb: { venterTil } }: IncidentState, now: string): Rejection | undefined {
  if (!venterTil || Date.parse(venterTil) <= Date.parse(now)) return undefined;
  return rejected('venter', `Sagen venter til ${dayAndTime(venterTil)}. Tryk på "Situationen er forværret", hvis den skal tages op nu.`);
}

export function openVoteOf(state: IncidentState): VoteState | undefined {
  return Object.values(state.afstemninger).find((vote) => !vote.udfald);
}

/** The case is open to be taken up again: it ended, waits, or was voted down. */
export function canWorsen(state: IncidentState, content: IncidentContent): Knude | undefined {
  if (state.aktivering || state.forloeb.genoptaget === state.forloeb.sti.length) return undefined;
  const current = currentKnude(state, content.forloeb);
  const last = state.forloeb.sti.at(-1);
  const from = current.art === 'slut' ? current : last && findKnude(content.forloeb, last.knude);
  const put = current.art === 'slut' || state.forloeb.venterTil !== undefined || (from?.art === 'afstemning' && last?.svar !== 'ja');
  return put && from?.forvaerret ? findKnude(content.forloeb, from.forvaerret) : undefined;
}

export function worsenSituation(_: Command<WorsenSituation>, state: IncidentState, content: IncidentContent): Decision<ActivationEvent | ChecklistEvent> {
  const target = canWorsen(state, content);
  if (!target) return rejected('intet-at-genoptage', 'Sagen er i gang. Der er intet at tage op igen.');
  const fra = currentKnude(state, content.forloeb).id;
  return accepted<ActivationEvent | ChecklistEvent>(
    { type: 'SituationWorsened', fra, til: target.id, tilTitel: target.titel },
    ...reopenedSteps(state, content),
    ...arrive(target, state, content),
  );
}

/** What the vote that is now overtaken had decided. */
function reopenedSteps(state: IncidentState, content: IncidentContent): readonly ChecklistEvent[] {
  const { aktiver, opjuster } = content.aktivering.forslag;
  return [aktiver.trin, opjuster.trin].flatMap((id): readonly ChecklistEvent[] => {
    const found = findStepAnywhere(content, id);
    const started = found && state.instrukser[found.instruks.id];
    if (!found || !started || stepState(started, id).status.kind === 'aaben') return [];
    const { nummer, tekst } = found.trin;
    return [{ type: 'StepReopened', instruks: found.instruks.id, trin: id, nummer, trintekst: tekst, begrundelse: 'Situationen er forværret' }];
  });
}

export function changeNiveau({ body }: Command<ChangeNiveau>, state: IncidentState, content: IncidentContent): Decision<ActivationEvent> {
  if (!state.aktivering) return rejected('ikke-aktiveret', 'Krisestaben er ikke aktiveret, så der er intet niveau at ændre.');
  const niveau = content.beslutninger.niveauer.find((candidate) => candidate.id === body.niveau);
  if (!niveau) return rejected('ukendt-niveau', 'Vælg et niveau.');
  if (niveau.id === state.aktivering.niveau) return rejected('uaendret', `Niveauet er allerede ${niveau.titel}.`);
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor niveauet ændres. Er I i tvivl, så vælg det højeste.');
  return accepted({ type: 'NiveauChanged', fra: state.aktivering.niveauTitel, niveau: niveau.id, niveauTitel: niveau.titel, begrundelse });
}

/** Non-member payment: recorded, never blocking (requirements.md §7). */
export function recordOekonomi({ body }: Command<RecordOekonomi>, state: IncidentState, content: IncidentContent): Decision<OekonomiAccepted> {
  if (!state.aktivering) return rejected('ikke-aktiveret', 'Krisestaben er ikke aktiveret endnu.');
  const myndighed = state.myndigheder.find(({ navn }) => navn === body.myndighed);
  if (!myndighed) return rejected('ukendt-myndighed', `${body.myndighed} er ikke en del af hændelse ${state.nr}.`);
  const accepteretAf = body.accepteretAf.trim();
  if (!accepteretAf) return rejected('mangler-navn', 'Skriv, hvem hos myndigheden der har accepteret.');
  const { medlem, ikkeMedlem } = content.aktivering.oekonomi;
  return accepted({ type: 'OekonomiAccepted', myndighed: myndighed.navn, regel: myndighed.medlem === false ? ikkeMedlem : medlem, accepteretAf, bemaerkning: body.bemaerkning.trim() });
}
