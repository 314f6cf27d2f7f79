import type { Content } from '../../content/schema';
import { QUESTIONS, questionOf } from '../../domain/activation/activation';
import { firstMeeting } from '../../domain/activation/consequences';
import type { Knude } from '../../domain/activation/flow';
import { openingSentence } from '../../domain/activation/openingHours';
import { UDSAT_TIL } from '../../domain/activation/proposal';
import { dateAndTime } from '../../domain/danishTime';
import type { IncidentState } from '../../domain/state';
import type { Instant } from '../../domain/time';
import type { VoteState } from '../../domain/vote/vote';
import { inertShort } from '../inert';
import { contactText } from '../people';
import type { AdaptiveCard } from '../render';
import { GRUND_TEGN } from '../voteActions';
import { dialogCard, type AnswerTo, type DialogInput } from './dialog';
import template from './forslag.json';

export interface ForslagInput extends DialogInput<'forslag'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly knude: Extract<Knude, { art: 'afstemning' }>;
  /** The one that is being voted on, when it is to be changed. */
  readonly vote?: VoteState | undefined;
  readonly now: Instant;
  /** The kriseleder names the contact person; the others see who it is. */
  readonly kanNavngive: boolean;
}

type Typed = Omit<AnswerTo<'forslag'>, 'dialog' | 'nonce' | 'haendelse' | 'knude' | 'version'>;

/** What is proposed, each part with a reason; filled in from the content, or from the proposal that is to be changed. */
export function forslagDialog(input: ForslagInput): AdaptiveCard {
  const { state, content, knude, vote, now, kanNavngive, nonce, values, error } = input;
  const typed: Typed = { ...(vote ? asProposed(vote, input) : suggested(input)), ...values };
  const { begrundelse, niveauBegrundelse, moedeBegrundelse, opjusterBegrundelse, hvorMeget, kontaktperson, ...chosen } = typed;
  const full = isFull(knude, content);
  const capacity = [{ titel: content.aktivering.forslag.opjuster.titel }];
  const soon = full && (state.aabning?.advarsel ?? false);
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse, niveauBegrundelse, moedeBegrundelse, opjusterBegrundelse, hvorMeget, kontaktperson },
    view: {
      ...chosen,
      nonce,
      haendelse: state.id,
      knude: knude.id,
      version: values?.version ?? vote?.version ?? 0,
      tegn: GRUND_TEGN,
      spoergsmaal: knude.titel,
      svar: knude.svar.map(({ id, titel }) => ({ title: titel, value: id })),
      kanUdsaettes: knude.svar.some(({ id }) => id === 'udsaet'),
      lukkerSnart: soon && state.aabning ? openingSentence(state.aabning, state.modtagelse?.tidspunkt ?? now) : '',
      kapacitetFoer: soon ? capacity : [],
      aktivering: full ? [{ niveauer: content.beslutninger.niveauer.map(({ id, titel }) => ({ title: titel, value: id })) }] : [],
      kapacitetEfter: full && !soon ? capacity : [],
      kontakt: contactText(state),
      kanNavngive: kanNavngive && state.myndigheder.length > 0,
      myndighed: inertShort(state.myndigheder[0]?.navn ?? '', 60),
      advarsel: vote ? 'Når du retter forslaget, bliver alle stemmer nulstillet, og der stemmes igen.' : '',
      knap: vote ? 'Ret, og stem igen' : 'Læg forslag frem',
    },
  });
}

/** Node 7 asks for niveau, meeting and vagtplan too; node 6 only whether the need is acute. */
export function isFull(knude: ForslagInput['knude'], content: Content): boolean {
  return knude.regel === content.aktivering.forslag.aktiver.regel;
}

/** The reason that goes with a yes. Where the content has none: what was said when the flow was followed. */
export function suggestedReason({ state, knude }: Pick<ForslagInput, 'state' | 'knude'>): string {
  const content = knude.svar.find(({ id }) => id === 'ja')?.begrundelse;
  return content || (state.forloeb.sti.find(({ begrundelse }) => begrundelse !== '')?.begrundelse ?? '');
}

function suggested({ state, content, knude, now }: ForslagInput): Typed {
  const { niveau, opjuster, moede } = content.aktivering.forslag;
  const first = dateAndTime(firstMeeting(now, content));
  return {
    valg: 'ja', begrundelse: suggestedReason({ state, knude }), udsatDato: '', udsatTid: '',
    niveau: niveau.standard, niveauBegrundelse: niveau.begrundelse,
    opjuster: 'nej', hvorMeget: '', opjusterBegrundelse: opjuster.begrundelse,
    moedeDato: first.dato, moedeTid: first.tid, moedeBegrundelse: moede.begrundelse,
    kontaktperson: state.myndigheder[0]?.kontaktperson?.name ?? '',
  };
}

/** A proposal not to act has no niveau and no meeting: those are suggested anew. */
function asProposed(vote: VoteState, input: ForslagInput): Typed {
  const from = suggested(input);
  const of = (id: string) => questionOf(vote.spoergsmaal, id);
  const moede = of(QUESTIONS.moede)?.valg;
  const udsat = of(UDSAT_TIL)?.valg;
  const opjuster = of(QUESTIONS.opjuster);
  return {
    ...from,
    valg: of(QUESTIONS.aktiver)?.valg ?? from.valg,
    begrundelse: of(QUESTIONS.aktiver)?.begrundelse ?? from.begrundelse,
    niveau: of(QUESTIONS.niveau)?.valg ?? from.niveau,
    niveauBegrundelse: of(QUESTIONS.niveau)?.begrundelse ?? from.niveauBegrundelse,
    opjuster: opjuster?.valg ?? from.opjuster,
    hvorMeget: opjuster?.valg === 'ja' ? opjuster.forslag.replace(/^Ja: /, '') : '',
    opjusterBegrundelse: opjuster?.begrundelse ?? from.opjusterBegrundelse,
    moedeBegrundelse: of(QUESTIONS.moede)?.begrundelse ?? from.moedeBegrundelse,
    ...(moede ? { moedeDato: dateAndTime(moede).dato, moedeTid: dateAndTime(moede).tid } : {}),
    ...(udsat ? { udsatDato: dateAndTime(udsat).dato, udsatTid: dateAndTime(udsat).tid } : {}),
  };
}
