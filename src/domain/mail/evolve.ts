import type { RecordedEvent } from '../event';
import type { Drafts } from '../orientation/orientation';
import type { Dispatches, DispatchState, MailDispatched, MailEvent, Modtager, ModtagerState } from './mail';

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
      return { ...before, status: { kind: 'sender', accepteret: acceptedSoFar(before) }, forsoeg: before.forsoeg + 1 };
    case 'MailBounced':
      return change(event.person.id, { komIkkeFrem: true });
    case 'MailPassedOn': {
      const done = new Set([...event.videre.map(({ fra }) => fra.id), ...event.ingen.map(({ id }) => id)]);
      const known = before.modtagere.map((one) => (done.has(one.id) ? { ...one, videre: true } : one));
      const added = event.videre.map(({ fra, til }) => fresh({ ...til, iStedetFor: fra }, event.svarfrist));
      const more = added.length > 0;
      return { ...before, modtagere: [...known, ...added], ...(more && { status: { kind: 'sender', accepteret: acceptedSoFar(before) }, forsoeg: before.forsoeg + 1 }) };
    }
    case 'SvarReceived': {
      const { svar, svartekst, bemaerkning, via } = event;
      return change(event.person.id, { svar: { svar, svartekst, bemaerkning, via, at, nr } });
    }
    case 'SvarlinkRevoked':
      return change(event.person.id, { tilbagekaldt: true });
  }
}

function acceptedSoFar({ status }: DispatchState): number {
  return status.kind === 'accepteret' ? status.antal : status.accepteret;
}

function begun(
  { udsendelse, udkast, titel, emne, tekst, modtagere, udenMail, svarfrist }: MailDispatched,
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
    godkendtAf: (udkast === 'opdatering' ? undefined : drafts[udkast])?.godkendt?.by ?? actor,
    modtagere: modtagere.map((one) => fresh(one, svarfrist)),
    udenMail,
    svarfrist,
    status: { kind: 'sender', accepteret: 0 },
    forsoeg: 1,
  };
}

function fresh(one: Modtager, svarfrist: string | undefined): ModtagerState {
  return { ...one, komIkkeFrem: false, videre: false, tilbagekaldt: false, svarfrist };
}
