import { completedByFlow } from '../checklist/byFlow';
import type { StepCompleted } from '../checklist/checklist';
import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import type { Actor } from '../person';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { minutesAfter, type Instant } from '../time';
import { bearsOpening, missingInformation } from './agenda';
import { afterUpdate } from './kadence';
import type {
  ApproveReferat, BeginMoede, CancelMoede, ChangeMoede, EndMoede, InvitationRetried, Kadence, AgreeKadence, KadenceAgreed, MeetingEvent, MoedeState, NoteAttendance, OpdateringReceived, RecordInvitation,
  RecordOpdatering, ReferatApproved, RetryInvitation, ScheduleMoede, Udestaaende,
} from './meetings';
import { findMoede, runningMoede } from './meetings';
import { notCalledOut, whoIsThere } from './participants';
import { changed, kindOf, scheduled, unusableMeeting, unusablePlan } from './plan';
import { referatOf, standOf } from './referat';

type MeetingDecision = Decision<MeetingEvent>;

export function scheduleMoede({ now, body }: Command<ScheduleMoede>, state: IncidentState, content: IncidentContent): MeetingDecision {
  const kind = kindOf(body.instruks, content);
  if (!kind) return rejected('ukendt-moede', 'Til den instruks hører der ikke noget møde.');
  const unusable = unusablePlan(body.plan, now);
  if (unusable) return unusable;
  const already = state.moeder.moeder.find(({ instruks, status }) => instruks === kind.instruks && (status === 'planlagt' || status === 'begyndt'));
  if (already) return rejected('allerede-indkaldt', already.status === 'begyndt' ? `${already.titel} er i gang. Det næste aftales, når det slutter.` : `${already.titel} er allerede indkaldt. Flyt det i stedet.`);
  return accepted(scheduled(kind, body.plan, state, content));
}

export function changeMoede({ now, body }: Command<ChangeMoede>, state: IncidentState): MeetingDecision {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status === 'slut' || moede.status === 'aflyst') return over(moede);
  if (moede.revision !== body.revision) return rejected('foraeldet', `${moede.titel} er ændret, siden du åbnede formularen. Her er det, som det er nu.`);
  const running = moede.status === 'begyndt';
  if (running && body.plan.start !== moede.start) return rejected('i-gang', `${moede.titel} er begyndt og kan ikke flyttes. Du kan stadig tilføje deltagere.`);
  const unusable = running ? unusableMeeting(body.plan) : unusablePlan(body.plan, now);
  if (unusable) return unusable;
  const event = changed(moede, body.plan);
  return event ? accepted(event) : rejected('uaendret', 'Der er ikke ændret noget.');
}

/** Criterion 26 holds for a meeting that was agreed already, too. */
export function cancelMoede({ body }: Command<CancelMoede>, state: IncidentState, content: IncidentContent): MeetingDecision {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status !== 'planlagt') return over(moede);
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor mødet aflyses. Det står i afbuddet til deltagerne.');
  const mangler = isTheNext(moede, state) && bearsOpening(moede, content) ? missingInformation(state, content) : [];
  if (mangler.length > 0) return rejected('mangler-information', `Der mangler stadig ${mangler.join(', ')}, før opstart kan ske, så der skal være et møde mere. Flyt det i stedet.`);
  return accepted({ type: 'MoedeCancelled', moede: moede.id, titel: moede.titel, begrundelse });
}

/** The one that was agreed when the last one ended. */
function isTheNext({ id, instruks }: MoedeState, { moeder: { moeder } }: IncidentState): boolean {
  const same = moeder.filter((one) => one.instruks === instruks && one.id !== id);
  return same.some(({ status }) => status === 'slut') && !same.some(({ status }) => status === 'planlagt' || status === 'begyndt');
}

export function beginMoede({ body }: Command<BeginMoede>, state: IncidentState): MeetingDecision {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status !== 'planlagt') return over(moede);
  const other = runningMoede(state.moeder);
  if (other) return rejected('andet-i-gang', `${other.titel} er i gang. Slut det først.`);
  return accepted({ type: 'MoedeBegun', moede: moede.id, titel: moede.titel, deltagere: moede.deltagere });
}

export function noteAttendance({ body }: Command<NoteAttendance>, state: IncidentState): MeetingDecision {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status !== 'begyndt') return rejected('ikke-i-gang', 'Fremmøde skrives ned, mens mødet er i gang.');
  const away = new Set(body.fravaerende.map(({ id }) => id));
  const fravaerende = moede.deltagere.filter(({ id }) => away.has(id));
  if (notCalledOut(moede).length === 0 && fravaerende.length === moede.fravaerende.length && fravaerende.every(({ id }) => moede.fravaerende.some((person) => person.id === id))) return rejected('uaendret', 'Fremmødet er det samme som før.');
  return accepted({ type: 'AttendanceNoted', moede: moede.id, titel: moede.titel, fravaerende, tilStede: moede.deltagere.filter(({ id }) => !away.has(id)) });
}

/**
 * Criterion 25: the first meeting ends with a next one and a cadence; a later one with a next one or the kriseleder's
 * "no more". Criterion 26: while information is missing there is a next one.
 */
export function endMoede(command: Command<EndMoede>, state: IncidentState, content: IncidentContent): Decision<MeetingEvent | StepCompleted> {
  const { now, body, actor } = command;
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status !== 'begyndt') return over(moede);
  const kind = kindOf(moede.instruks, content);
  if (!kind) return rejected('ukendt-moede', 'Til den instruks hører der ikke noget møde.');
  const ingenFlere = body.ingenFlere.trim();
  const planned = state.moeder.moeder.find(({ instruks, status }) => instruks === moede.instruks && status === 'planlagt');
  const mangler = bearsOpening(moede, content) ? missingInformation(state, content) : [];
  const refusal = notYetOver({ moede, mangler, planned: planned !== undefined, ingenFlere, actor }, body, state, content);
  if (refusal) return refusal;
  const next = !planned && body.naeste && !ingenFlere ? scheduled(kind, body.naeste, state, content) : undefined;
  const unusable = next && unusablePlan(next, now);
  if (unusable) return unusable;
  // The form offers what is agreed: as it is, it is neither judged nor agreed once more.
  const kadence = body.kadence && !isSame(body.kadence, state.moeder.kadence) ? body.kadence : undefined;
  const unusableKadence = kadence && unusableCadence(kadence, now);
  if (unusableKadence) return unusableKadence;

  const { naesteMoede, nytMoedeHvisUfaerdig } = content.moeder.trin;
  const agreed = next ?? planned;
  const done = bearsOpening(moede, content) && agreed ? [naesteMoede, ...(mangler.length > 0 ? [nytMoedeHvisUfaerdig] : [])] : [];
  return accepted<MeetingEvent | StepCompleted>(
    {
      type: 'MoedeEnded', moede: moede.id, titel: moede.titel, mangler, ingenFlere: ingenFlere || undefined, ...whoIsThere(moede),
    },
    ...(kadence ? [{ ...kadence, type: 'KadenceAgreed' as const }] : []),
    ...(next ? [next] : []),
    ...completedByFlow(done, state.log.count + 1, state, content),
  );
}

interface Ending {
  readonly moede: MoedeState;
  readonly mangler: readonly string[];
  readonly planned: boolean;
  readonly ingenFlere: string;
  readonly actor: Actor;
}

function notYetOver({ moede, mangler, planned, ingenFlere, actor }: Ending, { naeste, kadence }: EndMoede, state: IncidentState, content: IncidentContent): Rejection | undefined {
  const first = bearsOpening(moede, content) && !state.moeder.moeder.some(({ instruks, status }) => instruks === moede.instruks && status === 'slut');
  const agreed = planned || naeste !== undefined;
  if (first && !agreed) return rejected('mangler-naeste', `${moede.titel} kan først slutte, når det næste møde er aftalt.`);
  if (first && !kadence && !state.moeder.kadence) return rejected('mangler-kadence', `${moede.titel} kan først slutte, når det er aftalt, hvor tit myndigheden giver besked.`);
  if (mangler.length > 0 && !agreed) return rejected('mangler-information', `Der mangler stadig ${mangler.join(', ')}, før opstart kan ske. Aftal et møde mere.`);
  if (agreed && !ingenFlere) return undefined;
  if (!ingenFlere) return rejected('mangler-naeste', 'Aftal det næste møde, eller skriv, hvorfor der ikke skal være flere.');
  if (agreed) return rejected('begge-dele', 'Der er aftalt et møde mere. Aflys det først, hvis der ikke skal være flere.');
  return leads(actor, state) ? undefined : rejected('kun-kriseleder', 'Kun kriselederen kan beslutte, at der ikke skal være flere møder.');
}

function leads({ id }: Actor, { roller: { kriseleder } }: IncidentState): boolean {
  return kriseleder.holder?.id === id || kriseleder.deputies.some((deputy) => deputy.id === id);
}

export function approveReferat({ body }: Command<ApproveReferat>, state: IncidentState): Decision<ReferatApproved> {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status !== 'slut') return rejected('ikke-slut', `${moede.titel} er ikke slut endnu.`);
  if (moede.referat) return rejected('allerede-godkendt', `Referatet er allerede godkendt af ${moede.referat.by.name}.`);
  const referat = referatOf(moede, state);
  if (body.stand !== undefined && body.stand !== standOf(referat)) return rejected('foraeldet', 'Der er kommet noget til, eller der er rettet noget, siden kortet blev vist. Læs det igen, og godkend så.');
  const { beslutninger, opfoelgning } = referat;
  const incomplete = beslutninger.filter(({ mangler }) => mangler.length > 0);
  if (incomplete.length > 0) return rejected('ufuldstaendige', `Gør først beslutningen i linje ${incomplete.map(({ nr }) => nr).join(', ')} færdig.`);
  return accepted({ type: 'ReferatApproved', moede: moede.id, titel: moede.titel, beslutninger: beslutninger.map(({ nr }) => nr), opfoelgning: opfoelgning.map(({ nr }) => nr) });
}

export function agreeKadence({ now, body }: Command<AgreeKadence>, { moeder: { kadence } }: IncidentState): Decision<KadenceAgreed> {
  if (isSame(body.kadence, kadence)) return rejected('uaendret', 'Det er den samme aftale som før.');
  return unusableCadence(body.kadence, now) ?? accepted({ ...body.kadence, type: 'KadenceAgreed' });
}

/** Agreed once more as it is, it must not remind anybody once more. */
function isSame(one: Kadence, other: Kadence | undefined): boolean {
  return one.hverMinutter === other?.hverMinutter && Date.parse(one.naeste) === Date.parse(other.naeste);
}

function unusableCadence({ hverMinutter, naeste }: Kadence, now: Instant): Rejection | undefined {
  if (!Number.isInteger(hverMinutter) || hverMinutter < 5 || hverMinutter > 24 * 60) return rejected('kadence', 'Skriv, hvor mange minutter der skal gå mellem beskederne (5 til 1440).');
  if (Date.parse(naeste) <= Date.parse(now)) return rejected('kadence', 'Den næste besked skal komme efter nu.');
  if (Date.parse(naeste) > Date.parse(minutesAfter(now, 7 * 24 * 60))) return rejected('kadence', 'Den næste besked er mere end en uge ude i fremtiden. Se efter, om datoen er rigtig.');
  return undefined;
}

export function recordOpdatering({ now, body }: Command<RecordOpdatering>, { moeder: { kadence } }: IncidentState): Decision<OpdateringReceived> {
  return accepted({ type: 'OpdateringReceived', tekst: body.tekst.trim(), naeste: kadence && afterUpdate(kadence, now) });
}

export function retryInvitation({ body }: Command<RetryInvitation>, state: IncidentState): Decision<InvitationRetried> {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  if (moede.status === 'slut') return over(moede);
  if (moede.indkaldelse.kind !== 'fejlet') return rejected('intet-at-proeve', moede.indkaldelse.kind === 'sendt' ? 'Den er sendt.' : 'Den er ved at blive sendt.');
  return accepted({ type: 'InvitationRetried', moede: moede.id, titel: moede.titel, hvad: moede.indkaldelse.hvad });
}

export function recordInvitation({ body }: Command<RecordInvitation>, state: IncidentState): MeetingDecision {
  const moede = meetingOf(body.moede, state);
  if ('kind' in moede) return moede;
  const { udfald, revision } = body;
  const of = { moede: moede.id, titel: moede.titel };
  switch (udfald.kind) {
    case 'sendt':
      return moede.kalender?.revision === revision && moede.indkaldelse.kind === 'sendt' ? rejected('uaendret', 'Det er allerede skrevet ned.') : accepted({ type: 'InvitationSent', ...of, revision, kalenderId: udfald.kalenderId, link: udfald.link, inviteret: udfald.inviteret, udenMail: udfald.udenMail, tilOevelse: udfald.tilOevelse || undefined, nytLink: udfald.link === moede.link ? undefined : true });
    case 'aflyst':
      return accepted({ type: 'CancellationSent', ...of, varVaek: udfald.varVaek || undefined });
    case 'fejlet':
      return moede.indkaldelse.kind === 'fejlet' ? rejected('uaendret', 'Det er allerede skrevet ned.') : accepted({ type: 'InvitationFailed', ...of, revision, hvorfor: udfald.hvorfor, hvad: outstanding(moede, udfald), slettet: udfald.slettet || undefined });
  }
}

function outstanding({ status, kalender }: MoedeState, { udenLink }: { readonly udenLink?: boolean }): Udestaaende | undefined {
  if (status === 'aflyst') return 'afbud';
  if (udenLink) return 'link';
  return kalender ? 'aendring' : undefined;
}

function meetingOf(id: string, state: IncidentState): MoedeState | Rejection {
  return findMoede(state.moeder, id) ?? rejected('ukendt-moede', 'Det møde findes ikke.');
}

function over({ titel, status, aflyst }: MoedeState): Rejection {
  switch (status) {
    case 'aflyst': return rejected('aflyst', `${titel} er aflyst af ${aflyst?.by.name ?? 'nogen'}.`);
    case 'slut': return rejected('slut', `${titel} er slut.`);
    case 'begyndt': return rejected('i-gang', `${titel} er allerede i gang.`);
    case 'planlagt': return rejected('ikke-begyndt', `${titel} er ikke begyndt endnu. Tryk "Mødet begynder" først.`);
  }
}
