import type { Command } from '../command';
import type { ContentTitles, IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import type { PersonRef } from '../person';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { alreadyHave } from '../mail/alreadyHave';
import { secondsAfter, type Instant } from '../time';
import { mayApprove } from './approvers';
import type { Approval, ApprovalUndone, ApproveDraft, DraftApproved, DraftEdited, DraftId, DraftState, EditDraft, UndoApproval } from './orientation';

/** Stands in a first text where only people know what to write. */
const TO_BE_FILLED_IN = '[skriv:';

export function editDraft({ now, body }: Command<EditDraft>, state: IncidentState): Decision<DraftEdited> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  const { godkendt } = draft;
  if (godkendt && isOver(draft, godkendt, now)) return rejected('godkendt', `${draft.titel} er godkendt af ${godkendt.by.name} og kan ikke ændres mere.`);
  if (draft.revision !== body.revision) {
    const who = draft.rettetAf ? `${draft.rettetAf.name} har ændret teksten` : 'Teksten er ændret';
    return rejected('foraeldet', `${who}, mens du rettede. Den nye tekst står her over din. Gem igen, hvis din skal gælde.`);
  }
  const emne = body.emne.trim();
  const tekst = body.tekst.trim();
  if (!emne || !tekst) return rejected('ufuldstaendig', 'Skriv både et emne og en tekst.');
  if (emne === draft.emne && tekst === draft.tekst) return rejected('uaendret', 'Teksten er den samme som før.');
  return accepted({ type: 'DraftEdited', udkast: body.udkast, titel: draft.titel, emne, tekst, ...(godkendt && { godkendtAf: { id: godkendt.by.id, name: godkendt.by.name } }) });
}

export function approveDraft({ actor, now, body }: Command<ApproveDraft>, state: IncidentState, content: IncidentContent): Decision<DraftApproved> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  const refused = refusedApproval(actor, draft, state, content);
  if (refused) return refused;
  if (draft.godkendt) return rejected('allerede-godkendt', `${draft.titel} er allerede godkendt af ${draft.godkendt.by.name}.`);
  if (draft.revision !== body.revision) return rejected('foraeldet', 'Teksten er ændret, siden du så den. Her er den, som den er nu.');
  if (draft.tekst.includes(TO_BE_FILLED_IN)) return rejected('ikke-udfyldt', 'Teksten er ikke færdig: skriv det, der står i [skriv: …]. Tryk på "Ret…".');
  const { modtagere, udenMail } = body;
  if (modtagere.length === 0 && alreadyHave(body.udkast, state).size > 0 && udenMail.length === 0) return rejected('ingen-modtagere', 'Alle kontaktpersoner har fået den. Intet er sendt.');
  if (modtagere.length === 0) return rejected('ingen-modtagere', `Der er ingen mailadresse at sende til${udenMail.length > 0 ? ` (${udenMail.map(({ name }) => name).join(', ')})` : ''}. Intet er sendt. Ring i stedet, eller skriv adressen ind.`);
  const { titel, emne, tekst } = draft;
  return accepted({ type: 'DraftApproved', udkast: body.udkast, titel, emne, tekst, fortrydesTil: secondsAfter(now, content.aktivering.fortrydSekunder), modtagere, udenMail });
}

export function undoApproval({ actor, now, body }: Command<UndoApproval>, state: IncidentState, content: IncidentContent): Decision<ApprovalUndone> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  const refused = refusedApproval(actor, draft, state, content);
  if (refused) return refused;
  const { godkendt } = draft;
  if (!godkendt) return rejected('ikke-godkendt', `${draft.titel} er ikke godkendt, så der er intet at fortryde.`);
  if (isOver(draft, godkendt, now)) return rejected('for-sent', `Der er gået over ${content.aktivering.fortrydSekunder} sekunder, så det kan ikke fortrydes.`);
  return accepted({ type: 'ApprovalUndone', udkast: body.udkast, titel: draft.titel, retter: godkendt.nr });
}

/** It can no longer be taken back: its seconds are over, or another process, whose clock is ahead, has begun to send. */
function isOver({ sendt }: DraftState, { fortrydesTil }: Approval, now: Instant): boolean {
  return sendt !== undefined || Date.parse(now) >= Date.parse(fortrydesTil);
}

function refusedApproval(actor: PersonRef, draft: DraftState, state: IncidentState, content: ContentTitles): Rejection | undefined {
  if (mayApprove(actor, draft, state)) return undefined;
  const roles = new Intl.ListFormat('da', { type: 'disjunction' }).format(draft.godkendesAf.map((rolle) => rolleTitel(content, rolle).toLocaleLowerCase('da')));
  return rejected('ikke-din-godkendelse', `Denne mail godkendes af ${roles}. Sig det til en af dem.`);
}

function draftOf(id: DraftId, { udkast }: IncidentState): DraftState | Rejection {
  return udkast[id] ?? rejected('ukendt-udkast', 'Teksten er ikke skrevet endnu: den kommer, når der er taget en beslutning.');
}
