import type { IncidentContent } from '../instruks';
import { isAwaited } from '../meetings/agreement';
import type { Aftale } from '../meetings/aftale';
import type { DraftId, DraftState } from '../orientation/orientation';
import { DRAFTS } from '../orientation/orientation';
import type { PersonRef } from '../person';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { dayAndTime, minutesAfter } from '../time';
import type { DispatchState, LetterId, MailDispatched, MailPassedOn, ModtagerState, PassedOnWhy } from './mail';

type DueMail = MailDispatched | MailPassedOn;

/** What can no longer be taken back begins to be sent; and whoever has not answered in time is not waited for. */
export function dueMailEvents(state: IncidentState, now: Instant, content: IncidentContent): readonly DueMail[] {
  const approved = toBeSent(state).filter(({ draft }) => Date.parse(draft.godkendt.fortrydesTil) <= Date.parse(now));
  if (approved.length > 0) return approved.map(({ id, draft }) => dispatched(id, draft, state, now, content));
  return Object.values(state.udsendelser).flatMap((dispatch) => {
    const late = waitedFor(dispatch, state).filter((one) => Date.parse(one.svarfrist) <= Date.parse(now));
    return late.length > 0 ? [passedOn(dispatch, late, 'intet-svar', now, content)] : [];
  });
}

export function nextMailDue(state: IncidentState): Instant | undefined {
  const sending = toBeSent(state).map(({ draft }) => draft.godkendt.fortrydesTil);
  const answers = Object.values(state.udsendelser).flatMap((dispatch) => waitedFor(dispatch, state).map(({ svarfrist }) => svarfrist));
  return [...sending, ...answers].sort()[0];
}

/** The secondary contacts of these, each once; the same deadline anew. */
export function passedOn(
  dispatch: DispatchState,
  from: readonly ModtagerState[],
  hvorfor: PassedOnWhy,
  now: Instant,
  content: IncidentContent,
): MailPassedOn {
  const written = new Set(dispatch.modtagere.map(({ id }) => id));
  const videre = from.flatMap(({ id, name, sekundaer }) => {
    if (!sekundaer || written.has(sekundaer.id)) return [];
    written.add(sekundaer.id);
    return [{ fra: { id, name }, til: sekundaer }];
  });
  const ingen = from.filter(({ id }) => !videre.some(({ fra }) => fra.id === id)).map(({ id, name }) => ({ id, name }));
  return {
    type: 'MailPassedOn',
    udsendelse: dispatch.id,
    titel: dispatch.titel,
    hvorfor,
    videre,
    ingen,
    svarfrist: deadline(dispatch.udkast, now, content),
  };
}

/** The titles of the mails that have been approved, and that can still be taken back. */
export function waitsToBeSent(state: IncidentState): readonly string[] {
  return toBeSent(state).map(({ draft }) => draft.titel);
}

interface Approved {
  readonly id: DraftId;
  readonly draft: DraftState & { readonly godkendt: NonNullable<DraftState['godkendt']> };
}

/** Approved with recipients, and not sent. An approval of before mails were sent names nobody, and leads to none. */
function toBeSent({ udkast }: IncidentState): readonly Approved[] {
  return DRAFTS.flatMap((id): readonly Approved[] => {
    const draft = udkast[id];
    return draft?.godkendt?.modtagere && draft.sendt === undefined ? [{ id, draft: { ...draft, godkendt: draft.godkendt } }] : [];
  });
}

function dispatched(
  id: DraftId,
  { titel, emne, tekst, godkendt }: Approved['draft'],
  state: IncidentState,
  now: Instant,
  content: IncidentContent,
): MailDispatched {
  const before = Object.values(state.udsendelser).filter(({ udkast }) => udkast === id).length;
  return {
    type: 'MailDispatched',
    udsendelse: `${id}-${before + 1}`,
    udkast: id,
    titel,
    emne,
    tekst,
    modtagere: godkendt.modtagere ?? [],
    udenMail: godkendt.udenMail ?? [],
    svarfrist: deadline(id, now, content),
    ...asksAbout(id, tekst, godkendt.modtagere ?? [], state),
  };
}

/** The practical mail asks its recipients about their meetings that it names: once they are moved, an answer to it is none about the new time. */
function asksAbout(id: DraftId, tekst: string, recipients: readonly PersonRef[], { moeder: { moeder } }: IncidentState): { readonly aftale?: Aftale } {
  const takePart = (deltagere: readonly PersonRef[]) => recipients.every((one) => deltagere.some((person) => person.id === one.id));
  const named = moeder.filter(({ status, start, deltagere }) => status === 'planlagt' && tekst.includes(dayAndTime(start)) && takePart(deltagere));
  if (id !== 'kp' || named.length === 0) return {};
  return { aftale: { moeder: named.map(({ id: moede, titel, start, minutter }) => ({ moede, titel, start, minutter })) } };
}

/** No later than the meeting itself. */
export function deadline(id: LetterId, now: Instant, { breve }: IncidentContent, aftale?: Aftale): Instant | undefined {
  const minutes = breve[id].svar?.fristMinutter;
  if (minutes === undefined) return undefined;
  const starts = (aftale?.moeder ?? []).map(({ start }) => start).filter((start) => Date.parse(start) > Date.parse(now));
  return [minutesAfter(now, minutes), ...starts].sort()[0];
}

type Waiting = ModtagerState & { readonly svarfrist: Instant };

/** Nobody is waited for who does not have the mail, or is not asked any more. */
function waitedFor(dispatch: DispatchState, state: IncidentState): readonly Waiting[] {
  const { modtagere, status } = dispatch;
  if (status.kind === 'fejlet' && status.accepteret === 0) return [];
  const refused = status.kind === 'accepteret' ? status.fejlede : [];
  const waits = (one: ModtagerState) => !one.svar && !one.videre && !one.tilbagekaldt && !refused.some(({ id }) => id === one.id) && isAwaited(dispatch, one, state);
  return modtagere.filter((one): one is Waiting => one.svarfrist !== undefined && waits(one));
}
