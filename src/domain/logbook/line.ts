import { activationWords, alarmWords, orientationWords, receivedWords, voteWords } from '../activation/lines';
import type { Attachment } from '../conversation/conversation';
import { gapInWords } from '../conversation/gap';
import type { RoleCall } from '../checklist/calls';
import type { InstruksStarted } from '../checklist/checklist';
import { closingWords } from '../closing/lines';
import type { DomainEvent, RecordedEvent } from '../event';
import { mailWords } from '../mail/lines';
import type { ContentTitles } from '../instruks';
import { findInstruks, rolleTitel } from '../instruks';
import { meetingWords } from '../meetings/lines';
import type { Myndighed } from '../opening/opening';
import type { DecisionPart } from '../state';
import { LINE_TYPES } from './lineTypes';
import type { LogLine } from './logLine';

/** Status of what did not reach the bot when it was written. */
const FOUND_AGAIN = 'fundet igen';

export function toLogLine(recorded: RecordedEvent, content: ContentTitles): LogLine {
  const { nr, at, actor, event, kanal, calls } = recorded;
  const words = particulars(recorded, content);
  const to = words.til ? [words.til] : addressees(event);
  return {
    nr,
    haendelsestid: at,
    registreringstid: at,
    fra: actor.name,
    kanal: kanal || null,
    type: LINE_TYPES[event.type],
    beslutning: null,
    beslutningstager: null,
    begrundelse: null,
    ansvarlig: null,
    frist: null,
    status: null,
    bilag: null,
    instruks: ('instruks' in event && event.instruks && findInstruks(content, event.instruks)?.nummer) || null,
    trin: 'nummer' in event ? event.nummer : null,
    retter: 'retter' in event ? event.retter : null,
    ...words,
    // A line that is for somebody may make it somebody else's turn as well.
    til: [...to, ...calls.map((call) => called(call, content))].join('; ') || null,
  };
}

function particulars(recorded: RecordedEvent, content: ContentTitles): Partial<LogLine> & Pick<LogLine, 'indhold'> {
  const { event, actor, at } = recorded;
  switch (event.type) {
    case 'HaendelseOpened': {
      const opened = `${event.oevelse ? 'ØVELSE: ' : ''}Hændelse ${event.nr} åbnet: ${event.beskrivelse}`;
      return { indhold: sentences(opened, `Ramt: ${event.myndigheder.map(hit).join(', ')}`, `Modtager: ${event.modtager.name}`, ...receivedWords(event)), status: 'åbnet' };
    }
    case 'KontaktpersonNamed':
      return { indhold: `Kontaktperson for ${event.myndighed}: ${event.kontaktperson.name}` };
    case 'OtherHaendelseOpened':
      return { indhold: `Hændelse ${event.nr} er også åbnet: ${event.kortNavn}` };
    case 'KontaktpersonMailChanged':
      return { indhold: `Ny mailadresse til kontaktpersonen ${event.kontaktperson.name} (${event.myndighed})` };
    case 'InstruksStarted':
      return { indhold: started(event, content), status: 'startet' };
    case 'StepCompleted':
      return { indhold: `${event.nummer} udført${event.henvisning ? ` ved linje ${event.henvisning}` : ''}: ${event.trintekst}${event.bemaerkning ? ` (${event.bemaerkning})` : ''}${onBehalfOf(event.paaVegneAf, content)}`, status: 'udført' };
    case 'StepDecided': {
      const { tekst, beslutter, begrundelse } = event.beslutning;
      const indhold = `${event.nummer} besluttet: ${tekst}${onBehalfOf(event.paaVegneAf, content)}`;
      return { indhold, beslutning: tekst, beslutningstager: beslutter, begrundelse, status: 'udført' };
    }
    case 'StepMarkedNotRelevant':
      return { indhold: `${event.nummer} sat til ikke relevant: ${event.trintekst}`, begrundelse: event.begrundelse, status: 'ikke relevant' };
    case 'StepUndone':
      return { indhold: `${event.nummer} fortrudt: ${event.trintekst}`, status: 'fortrudt' };
    case 'StepReopened':
      return { indhold: `${event.nummer} genåbnet: ${event.trintekst}`, begrundelse: event.begrundelse, status: 'genåbnet' };
    case 'StepCommented':
      return { indhold: `Bemærkning til ${event.nummer}: ${event.tekst}` };
    case 'StepAssigned':
      return { indhold: `${event.nummer} givet til ${event.til.name}: ${event.trintekst}`, ansvarlig: event.til.name, status: 'tildelt' };
    case 'LogEntryWritten':
    case 'LogEntryCorrected': {
      const { entryType, tekst, beslutter, begrundelse, ansvarlig, frist, haendelsestid } = event.entry;
      const incomplete = event.mangler.length > 0;
      return {
        indhold: tekst,
        type: incomplete ? 'information' : entryType,
        haendelsestid: haendelsestid ?? at,
        beslutning: entryType === 'beslutning' && !incomplete ? tekst : null,
        beslutningstager: beslutter || null,
        begrundelse: begrundelse || null,
        ansvarlig: ansvarlig || null,
        frist: frist || null,
        bilag: event.bilag?.map(attached).join('; ') ?? null,
        status: [incomplete && missing(event.mangler), event.skrevet && FOUND_AGAIN].filter(Boolean).join(', ') || null,
      };
    }
    case 'LogDecisionCompleted': {
      const { tekst, beslutter, begrundelse, ansvarlig, frist, haendelsestid } = event;
      return {
        indhold: tekst, beslutning: tekst, beslutningstager: beslutter, begrundelse,
        ansvarlig: ansvarlig || null, frist: frist || null, haendelsestid: haendelsestid ?? at,
      };
    }
    case 'RoleHandedOver': {
      const how = actor.id === event.til.id ? 'overtaget af' : 'givet til';
      return { indhold: `Rollen ${lower(rolleTitel(content, event.rolle))} ${how} ${event.til.name}${event.fra ? ` fra ${event.fra.name}` : ''}` };
    }
    case 'ReplyLogged':
      return { indhold: event.tekst || 'Vedhæftet fil', haendelsestid: event.skrevet ?? at, bilag: event.bilag.map(attached).join('; ') || null, status: event.skrevet ? FOUND_AGAIN : null };
    case 'ReplyEdited':
      return { indhold: event.tekst || 'Vedhæftet fil', bilag: event.bilag?.map(attached).join('; ') ?? null, status: 'redigeret' };
    case 'ReplyDeleted':
      return { indhold: `Beskeden i linje ${event.retter} er slettet i Teams. Loggen har den stadig.`, status: 'slettet i Teams' };
    case 'UnseenReplyDeleted':
      return { indhold: 'En besked, som ikke står i loggen, er slettet i Teams.', haendelsestid: event.skrevet ?? at, status: event.skrevet ? FOUND_AGAIN : 'slettet i Teams' };
    case 'ReactionLogged':
      return { indhold: `${event.fjernet ? 'Fjernede reaktionen' : 'Reagerede med'} ${event.reaktion} på ${event.paa}`, haendelsestid: event.skrevet ?? at, status: event.skrevet ? FOUND_AGAIN : null };
    case 'ReplyPromoted': {
      const { entryType, tekst, haendelsestid } = event.entry;
      return { indhold: `${tekst} (skrevet af ${event.af})`, type: entryType, haendelsestid: haendelsestid ?? at };
    }
    case 'GapRecorded':
      return { indhold: gapInWords(event, at), status: 'hul i loggen' };
    case 'ErasureAsked':
      return { indhold: `Bedt om at slette linje ${event.retter}`, begrundelse: event.begrundelse, status: 'afventer den anden' };
    case 'LineErased':
      return { indhold: `Linje ${event.retter} er slettet (bedt om af ${event.bedtAf})`, begrundelse: event.begrundelse, status: 'slettet' };
    case 'ErasedLine':
      return { indhold: '[slettet]', status: 'slettet' };
    case 'HaendelseClosedAsMistake':
    case 'HaendelseClosed':
      return closingWords(event);
    case 'ForloebAnswered':
    case 'ForloebReminded':
    case 'SituationWorsened':
    case 'KrisestabActivated':
    case 'OekonomiAccepted':
      return activationWords(event);
    case 'NiveauChanged':
      return { ...activationWords(event), beslutningstager: actor.name };
    case 'AfstemningOpened':
    case 'ForslagChanged':
    case 'StemmeCast':
    case 'AfstemningReminded':
    case 'AfstemningClosed':
      return voteWords(event);
    case 'AlarmRaised':
    case 'AlarmAnswered':
    case 'AlarmPassedOn':
    case 'AlarmCallStarted':
    case 'AlarmCallUnanswered':
    case 'DeputiesReleased':
    case 'AlarmCalledOff':
    case 'AlarmNotReached':
      return alarmWords(event, content);
    case 'DraftPrepared':
    case 'DraftEdited':
    case 'DraftApproved':
    case 'ApprovalUndone':
      return orientationWords(event);
    case 'MailDispatched':
    case 'MailAccepted':
    case 'MailFailed':
    case 'MailRetried':
    case 'MailBounced':
    case 'MailPassedOn':
    case 'SvarReceived':
    case 'SvarlinkRevoked':
      return mailWords(event);
    case 'MoedeScheduled':
    case 'MoedeChanged':
    case 'MoedeCancelled':
    case 'InvitationSent':
    case 'InvitationFailed':
    case 'InvitationRetried':
    case 'CancellationSent':
    case 'MoedeBegun':
    case 'AttendanceNoted':
    case 'MoedeBeginAsked':
    case 'MoedeEndAsked':
    case 'KadenceAgreed':
    case 'OpdateringDue':
    case 'OpdateringMissed':
    case 'OpdateringReceived':
    case 'ReferatApproved':
      return meetingWords(event);
    case 'MoedeEnded':
      return { ...meetingWords(event), ...(event.ingenFlere ? { beslutningstager: actor.name } : {}) };
    case 'DeliveryFailed':
      return { indhold: `Ikke leveret: ${event.hvad} – ${event.hvorfor}`, status: 'ikke leveret' };
  }
}

function attached({ navn, link }: Attachment): string {
  return link ? `${navn} <${link}>` : navn;
}

// ---- words ---------------------------------------------------------------------------------------------------

function addressees(event: DomainEvent): readonly string[] {
  return event.type === 'StepAssigned' || event.type === 'RoleHandedOver' ? [event.til.name] : [];
}

/** "Kriseleder: Anna Holm"; a vacant role is called by its title alone. */
function called(call: RoleCall, content: ContentTitles): string {
  const titel = rolleTitel(content, call.rolle);
  return call.personer.length > 0 ? `${titel}: ${call.personer.map((person) => person.name).join(', ')}` : titel;
}

function hit(myndighed: Myndighed): string {
  return `${myndighed.navn} (${myndighed.kontaktperson ? `kontaktperson: ${myndighed.kontaktperson.name}` : 'kontaktperson endnu ukendt'})`;
}

function started({ instruks, foraarsagetAf }: InstruksStarted, content: ContentTitles): string {
  const found = findInstruks(content, instruks);
  const cause = foraarsagetAf ? ` (på grund af ${foraarsagetAf})` : '';
  return found ? `Instruks ${found.nummer} startet: ${found.titel}${cause}` : `${instruks} startet${cause}`;
}

function onBehalfOf(roles: readonly string[], content: ContentTitles): string {
  return roles.length > 0 ? ` (på vegne af ${roles.map((rolle) => lower(rolleTitel(content, rolle))).join(' og ')})` : '';
}

/** "beslutning – mangler beslutter og begrundelse" */
function missing(parts: readonly DecisionPart[]): string {
  return `beslutning – mangler ${parts.join(' og ')}`;
}

/** A title inside a sentence; one that begins with an abbreviation ("DDH Styregruppe") stays as it is. */
function lower(titel: string): string {
  return /^\p{Lu}\p{Ll}/u.test(titel) ? titel.charAt(0).toLowerCase() + titel.slice(1) : titel;
}

function sentences(...parts: readonly string[]): string {
  return parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}
