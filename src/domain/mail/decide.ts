import { completedByFlow } from '../checklist/byFlow';
import type { StepCompleted } from '../checklist/checklist';
import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import { agreementInWords, standingOf, type Standing } from '../meetings/agreement';
import type { OpdateringReceived } from '../meetings/meetings';
import { updateIn } from '../meetings/updateMail';
import type { PersonRef } from '../person';
import { fillPlaceholders } from '../placeholders';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { dayAndTime, type Instant } from '../time';
import { deadline, passedOn } from './due';
import type {
  DispatchState,
  MailAccepted,
  MailBounced,
  MailFailed,
  MailPassedOn,
  MailRetried,
  MarkNotArrived,
  ModtagerState,
  RecordBounce,
  RecordMailFailure,
  RecordMailOutcome,
  RecordSvar,
  RecordSvarByPhone,
  RetryMail,
  RevokeSvarlink,
  SvarlinkRevoked,
  SvarReceived,
} from './mail';
import { isByItself, modtagerOf } from './mail';
import { atFormerAddress } from './newAddress';

export function recordMailOutcome(
  { now, body }: Command<RecordMailOutcome>,
  state: IncidentState,
  content: IncidentContent,
): Decision<MailAccepted | MailFailed | MailPassedOn | StepCompleted> {
  const dispatch = underWay(body, state);
  if (isRejection(dispatch)) return dispatch;
  const { id, titel, modtagere } = dispatch;
  const antal = modtagere.length - body.fejlede.length;
  const on = state.phase === 'open' ? insteadOf(body.fejlede, dispatch, now, content) : [];
  if (antal === 0) {
    const noAddress = body.fejlede.every((person) => body.udenAdresse?.some((one) => one.id === person.id));
    const hvorfor = noAddress ? `Der er ingen mailadresse (${body.fejlede.map(({ name }) => name).join(', ')}).` : 'Exchange tog ikke imod nogen af adresserne.';
    return accepted<MailFailed | MailPassedOn>({ type: 'MailFailed', udsendelse: id, titel, hvorfor, accepteret: 0 }, ...on);
  }
  const event: MailAccepted = { type: 'MailAccepted', udsendelse: id, titel, antal, af: modtagere.length, fejlede: body.fejlede };
  // A closed incident has no steps left to do.
  const steps = state.phase === 'open' ? completedByFlow(content.breve[dispatch.udkast].trin, state.log.count + 1, state, content) : [];
  return accepted<MailAccepted | MailPassedOn | StepCompleted>(event, ...steps, ...on);
}

/** Whoever's address is refused will not answer: nobody waits for the deadline. Those who have nobody else are rung. */
function insteadOf(fejlede: readonly PersonRef[], dispatch: DispatchState, now: Instant, content: IncidentContent): readonly MailPassedOn[] {
  const refused = dispatch.modtagere.filter((one) => one.sekundaer && !one.svar && !one.videre && fejlede.some(({ id }) => id === one.id));
  return refused.length > 0 ? [passedOn(dispatch, refused, 'kom-ikke-frem', now, content)] : [];
}

export function recordMailFailure({ body }: Command<RecordMailFailure>, state: IncidentState): Decision<MailFailed> {
  const dispatch = underWay(body, state);
  if (isRejection(dispatch)) return dispatch;
  return accepted({ type: 'MailFailed', udsendelse: dispatch.id, titel: dispatch.titel, hvorfor: body.hvorfor, accepteret: body.accepteret });
}

/** To those who do not have it, or who have it at an address that is no longer theirs; nobody else gets it twice. */
export function retryMail({ now, body }: Command<RetryMail>, state: IncidentState, content: IncidentContent): Decision<MailRetried> {
  const dispatch = find(body.udsendelse, state);
  if (isRejection(dispatch)) return dispatch;
  const { status, titel, forsoeg } = dispatch;
  if (forsoeg !== body.forsoeg || status.kind === 'sender') return rejected('sender-allerede', `${titel} er ved at blive sendt igen.`);
  const til = body.nyAdresse ? atFormerAddress(dispatch, state) : undefined;
  if (til?.length === 0) return rejected('intet-at-sende', `Ingen mangler ${titel} på en ny adresse.`);
  if (!til && status.kind === 'accepteret' && status.fejlede.length === 0) return rejected('intet-at-sende', `${titel} er accepteret af Exchange til alle.`);
  const standings = (til ?? dispatch.modtagere).map((one) => standingOf(dispatch, one, state));
  if (standings.every((standing) => standing && standing.kind !== 'gaelder')) return rejected('foraeldet', 'Aftalen er ændret siden. Mailen sendes ikke igen.');
  // What people approved gives as long to answer as they saw.
  const svarfrist = deadline(dispatch.udkast, now, content, isByItself(dispatch.udkast) ? dispatch.aftale : undefined);
  return accepted({ type: 'MailRetried', udsendelse: dispatch.id, titel, ...(til && { til }), svarfrist });
}

export function recordBounce(
  { now, body }: Command<RecordBounce>,
  state: IncidentState,
  content: IncidentContent,
): Decision<MailBounced | MailPassedOn> {
  return notArrived(body, now, state, content);
}

export function markNotArrived(
  { now, body }: Command<MarkNotArrived>,
  state: IncidentState,
  content: IncidentContent,
): Decision<MailBounced | MailPassedOn> {
  return notArrived(body, now, state, content);
}

function notArrived(
  { udsendelse, person }: { readonly udsendelse: string; readonly person: PersonRef },
  now: Instant,
  state: IncidentState,
  content: IncidentContent,
): Decision<MailBounced | MailPassedOn> {
  const found = recipient(udsendelse, person, state);
  if (isRejection(found)) return found;
  const { dispatch, one } = found;
  if (one.komIkkeFrem) return rejected('uaendret', `Det er allerede skrevet ned, at mailen ikke kom frem til ${one.name}.`);
  const bounced: MailBounced = { type: 'MailBounced', udsendelse, titel: dispatch.titel, person: refOf(one) };
  return accepted<MailBounced | MailPassedOn>(bounced, ...(one.svar || one.videre ? [] : [passedOn(dispatch, [one], 'kom-ikke-frem', now, content)]));
}

/** Only the first answer counts: a link may be forwarded, and a mail program may press again. */
export function recordSvar({ now, body }: Command<RecordSvar>, state: IncidentState, content: IncidentContent): Decision<SvarReceived | OpdateringReceived> {
  return answered(body, 'svarlink', now, state, content);
}

export function recordSvarByPhone({ now, body }: Command<RecordSvarByPhone>, state: IncidentState, content: IncidentContent): Decision<SvarReceived | OpdateringReceived> {
  return answered(body, 'telefon', now, state, content);
}

function answered(
  body: RecordSvar | RecordSvarByPhone,
  via: SvarReceived['via'],
  now: Instant,
  state: IncidentState,
  content: IncidentContent,
): Decision<SvarReceived | OpdateringReceived> {
  const found = recipient(body.udsendelse, body.person, state);
  if (isRejection(found)) return found;
  const { dispatch, one } = found;
  const button = content.breve[dispatch.udkast].svar?.knapper.find(({ id }) => id === body.svar);
  if (!button) return rejected('ukendt-svar', 'Vælg et af svarene.');
  const standing = standingOf(dispatch, one, state);
  if (standing && standing.kind !== 'gaelder') return rejected('foraeldet', `${noLonger(standing)} Intet er gemt.`);
  if (via === 'svarlink' && one.tilbagekaldt) return rejected('tilbagekaldt', 'Linket gælder ikke længere.');
  // In the telephone an answer can be changed: somebody hears who says it.
  if (via === 'svarlink' && one.svar)
    return rejected('allerede-svaret', `${one.name} har allerede svaret "${one.svar.svartekst}" ${dayAndTime(one.svar.at)}.`);
  const bemaerkning = body.bemaerkning.trim();
  const answer: SvarReceived = {
    type: 'SvarReceived',
    udsendelse: dispatch.id,
    titel: answeredTo(dispatch, standing, content),
    person: refOf(one),
    svar: button.id,
    svartekst: button.titel,
    bemaerkning,
    besked: button.besked || bemaerkning !== '',
    via,
    ...(standing && { aftale: standing.aftale }),
  };
  return accepted<SvarReceived | OpdateringReceived>(answer, ...updateIn(answer, now, state));
}

/** What somebody said yes or no to, with its times: a mail may have asked about more, of which some does not hold any more. */
function answeredTo({ udkast, titel }: DispatchState, standing: Extract<Standing, { kind: 'gaelder' }> | undefined, { breve }: IncidentContent): string {
  if (!standing) return titel;
  const aftalt = agreementInWords(standing.aftale);
  return udkast === 'aftale' ? fillPlaceholders(breve.aftale.titel, { aftalt }) : `${titel}: ${aftalt}`;
}

/** Why an answer means nothing any more. */
export function noLonger({ kind }: Exclude<Standing, { kind: 'gaelder' }>): string {
  switch (kind) {
    case 'aendret': return 'Aftalen er ændret. Der er sendt en nyere mail.';
    case 'aflyst': return 'Mødet er aflyst.';
    case 'genaabnet': return 'Beslutningen er åbnet igen.';
    case 'ikkeMed': return 'Mødet er uden dig nu.';
  }
}

export function revokeSvarlink({ body }: Command<RevokeSvarlink>, state: IncidentState, { breve }: IncidentContent): Decision<SvarlinkRevoked> {
  const found = recipient(body.udsendelse, body.person, state);
  if (isRejection(found)) return found;
  const { dispatch, one } = found;
  if (!breve[dispatch.udkast].svar) return rejected('intet-link', `${dispatch.titel} har ingen svarlinks.`);
  if (one.tilbagekaldt) return rejected('uaendret', `Linket til ${one.name} er allerede kaldt tilbage.`);
  return accepted({ type: 'SvarlinkRevoked', udsendelse: dispatch.id, titel: dispatch.titel, person: refOf(one) });
}

// ---- shared rules --------------------------------------------------------------------------------------------

function find(id: string, { udsendelser }: IncidentState): DispatchState | Rejection {
  const dispatch = Object.hasOwn(udsendelser, id) ? udsendelser[id] : undefined;
  return dispatch ?? rejected('ukendt-mail', 'Den mail er ikke sendt i denne hændelse.');
}

/** The outcome of the attempt that is under way; one of an earlier attempt is overtaken. */
function underWay({ udsendelse, forsoeg }: RecordMailOutcome | RecordMailFailure, state: IncidentState): DispatchState | Rejection {
  const dispatch = find(udsendelse, state);
  if (isRejection(dispatch)) return dispatch;
  return dispatch.status.kind === 'sender' && dispatch.forsoeg === forsoeg ? dispatch : rejected('uaendret', 'Det er allerede skrevet ned.');
}

function recipient(
  udsendelse: string,
  person: PersonRef,
  state: IncidentState,
): { readonly dispatch: DispatchState; readonly one: ModtagerState } | Rejection {
  const dispatch = find(udsendelse, state);
  if (isRejection(dispatch)) return dispatch;
  const one = modtagerOf(dispatch, person.id);
  return one ? { dispatch, one } : rejected('ukendt-modtager', `${person.name} er ikke blandt modtagerne.`);
}

function isRejection(value: object): value is Rejection {
  return 'kind' in value && value.kind === 'rejected';
}

function refOf({ id, name }: PersonRef): PersonRef {
  return { id, name };
}
