import type { RecordedEvent } from '../event';
import type { KontaktpersonMailChanged } from '../opening/opening';
import type { Drafts } from '../orientation/orientation';
import type { PersonRef } from '../person';
import { isByItself, modtagerOf, type Dispatches, type DispatchState, type MailDispatched, type MailEvent, type Modtager, type ModtagerState } from './mail';

type Line = Pick<RecordedEvent, 'nr' | 'at' | 'actor'>;

export function evolveMails(dispatches: Dispatches, event: MailEvent, line: Line, drafts: Drafts): Dispatches {
  if (event.type === 'MailDispatched') return { ...dispatches, [event.udsendelse]: begun(event, line, drafts) };
  const before = dispatches[event.udsendelse];
  return before ? { ...dispatches, [event.udsendelse]: evolveMail(before, event, line) } : dispatches;
}

function evolveMail(before: DispatchState, event: Exclude<MailEvent, MailDispatched>, { nr, at }: Line): DispatchState {
  const change = (id: string, to: Partial<ModtagerState>): DispatchState => ({
    ...before,
    modtagere: before.modtagere.map((one) => (one.id === id ? { ...one, ...to } : one)),
  });
  switch (event.type) {
    case 'MailAccepted':
      return { ...before, status: { kind: 'accepteret', at, antal: event.antal, fejlede: event.fejlede } };
    case 'MailFailed':
      return { ...before, status: { kind: 'fejlet', hvorfor: event.hvorfor, accepteret: event.accepteret } };
    case 'MailRetried':
      return event.til ? sentAnew(before, event.til, event.svarfrist) : triedAgain(before, event.svarfrist);
    case 'MailBounced':
      return change(event.person.id, { komIkkeFrem: true });
    case 'MailPassedOn': {
      const done = new Set([...event.videre.map(({ fra }) => fra.id), ...event.ingen.map(({ id }) => id)]);
      const known = before.modtagere.map((one) => (done.has(one.id) ? { ...one, videre: true } : one));
      const added = event.videre.map(({ fra, til }) => fresh({ ...til, iStedetFor: fra }, event.svarfrist));
      const more = added.length > 0;
      return { ...(more ? sending(before) : before), modtagere: [...known, ...added] };
    }
    case 'SvarReceived': {
      const { svar, svartekst, bemaerkning, via, aftale } = event;
      return change(event.person.id, { svar: { svar, svartekst, bemaerkning, via, at, nr, aftale } });
    }
    case 'SvarlinkRevoked':
      return change(event.person.id, { tilbagekaldt: true });
  }
}

/** A mail that somebody has got at their former address; those who have answered need no other. */
export function evolveNewAddress(dispatches: Dispatches, { kontaktperson: { id, name } }: KontaktpersonMailChanged): Dispatches {
  const changed = Object.entries(dispatches).map(([key, before]): [string, DispatchState] => {
    const waits = before.udenMail.some((one) => one.id === id) || before.modtagere.some((one) => one.id === id && !one.svar);
    const known = before.nyAdresse.some((one) => one.id === id);
    return [key, waits && !known ? { ...before, nyAdresse: [...before.nyAdresse, { id, name }] } : before];
  });
  return Object.fromEntries(changed);
}

function sending(before: DispatchState): DispatchState {
  return { ...before, status: { kind: 'sender', accepteret: acceptedSoFar(before) }, forsoeg: before.forsoeg + 1 };
}

/** Whoever does not have it yet is given the time that they would have had. Logs of before that was so have no new deadline. */
function triedAgain(before: DispatchState, svarfrist: string | undefined): DispatchState {
  const without = ({ id }: ModtagerState) => before.status.kind === 'fejlet' || isRefused(before, id);
  return {
    ...sending(before),
    ...(svarfrist !== undefined && { modtagere: before.modtagere.map((one) => (without(one) ? { ...one, svarfrist } : one)) }),
    ...(svarfrist !== undefined && before.status.kind === 'fejlet' && { svarfrist }),
    nyAdresse: before.nyAdresse.filter(({ id }) => !isRefused(before, id)),
  };
}

/** As if they had been left out the first time. */
function sentAnew(before: DispatchState, til: readonly PersonRef[], svarfrist: string | undefined): DispatchState {
  const anew = (id: string) => til.some((person) => person.id === id);
  const next = sending(before);
  const again = til.map((person): ModtagerState => {
    const known = modtagerOf(before, person.id);
    return { ...fresh({ ...person, sekundaer: known?.sekundaer, iStedetFor: known?.iStedetFor }, svarfrist), fraForsoeg: next.forsoeg };
  });
  const already = before.modtagere.filter(({ id }) => anew(id) && !isRefused(before, id)).length;
  return {
    ...next,
    status: { kind: 'sender', accepteret: Math.max(0, acceptedSoFar(before) - already) },
    modtagere: [...before.modtagere.filter(({ id }) => !anew(id)), ...again],
    udenMail: before.udenMail.filter(({ id }) => !anew(id)),
    nyAdresse: before.nyAdresse.filter(({ id }) => !anew(id)),
  };
}

function isRefused({ status }: DispatchState, id: string): boolean {
  return status.kind === 'accepteret' && status.fejlede.some((person) => person.id === id);
}

function acceptedSoFar({ status }: DispatchState): number {
  return status.kind === 'accepteret' ? status.antal : status.accepteret;
}

function begun(
  { udsendelse, udkast, titel, emne, tekst, modtagere, udenMail, svarfrist, aftale }: MailDispatched,
  { at, actor }: Line,
  drafts: Drafts,
): DispatchState {
  return {
    id: udsendelse,
    udkast,
    titel,
    emne,
    tekst,
    at,
    godkendtAf: (isByItself(udkast) ? undefined : drafts[udkast])?.godkendt?.by ?? actor,
    modtagere: modtagere.map((one) => fresh(one, svarfrist)),
    udenMail,
    svarfrist,
    aftale,
    status: { kind: 'sender', accepteret: 0 },
    forsoeg: 1,
    nyAdresse: [],
  };
}

function fresh(one: Modtager, svarfrist: string | undefined): ModtagerState {
  return { ...one, komIkkeFrem: false, videre: false, tilbagekaldt: false, svarfrist };
}
