import * as z from 'zod';
import type { Journal } from '../app/journal';
import type { Logger } from '../app/logger';
import type { SvarlinkRow, Svarlinks } from '../app/mailRows';
import { StoreUnavailable, type Clock } from '../app/ports';
import { onDuty } from '../app/recipients';
import { actorById } from '../app/roster';
import type { Scenes } from '../app/scenes';
import { hashOf, TOKEN, type SvarAnswer, type SvarPage, type SvarRequest } from '../app/svarlink';
import { modtagerOf, RING, type ModtagerState } from '../domain/mail/mail';
import type { WantedAnswer } from '../domain/mail/settings';
import { agreementOutside, standingOf, type Standing } from '../domain/meetings/agreement';
import { holders, type IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';
import { answeredPage, BEMAERKNING_TEGN, gonePage, notSavedPage, notShownPage, overtakenPage, questionPage, tooManyPage, type PageHead } from './html';
import { RateLimit } from './rateLimit';

export interface SvarlinkPageDeps {
  readonly svarlinks: Svarlinks;
  readonly journal: Pick<Journal, 'refreshed' | 'execute'>;
  readonly scenes: Pick<Scenes, 'of'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A minute. A person presses a few times; a mail program that follows links, a few more. */
const MOST_OF_ONE_LINK = 30;
const MOST_UNKNOWN = 20;
const MOST_OF_ONE_ADDRESS = 240;

const formSchema = z.object({ svar: z.string().max(200), bemaerkning: z.string().default('') });

interface Asked {
  readonly row: SvarlinkRow;
  readonly state: IncidentState;
  readonly one: ModtagerState;
  readonly svar: WantedAnswer;
  readonly head: PageHead;
  /** Of what it asks about, if that is an agreement. */
  readonly standing: Standing | undefined;
}

/**
 * The page behind a svarlink. The link is all that its owner has to show, so it opens this one question and nothing else:
 * looking changes nothing (mail programs look too), the first answer counts, and the page says nothing that is private.
 */
export class SvarlinkPage implements SvarPage {
  private readonly ofLink: RateLimit;
  private readonly unknown: RateLimit;
  private readonly ofAddress: RateLimit;

  constructor(private readonly deps: SvarlinkPageDeps) {
    const now = () => deps.clock.real().getTime();
    this.ofLink = new RateLimit(MOST_OF_ONE_LINK, now);
    this.unknown = new RateLimit(MOST_UNKNOWN, now);
    this.ofAddress = new RateLimit(MOST_OF_ONE_ADDRESS, now);
  }

  async answer(request: SvarRequest): Promise<SvarAnswer> {
    try {
      if (this.ofAddress.exceeded(request.from)) return tooManyPage();
      const row = TOKEN.test(request.token) ? await this.deps.svarlinks.findSvarlink(hashOf(request.token)) : undefined;
      if (!row) return this.unknown.exceeded(request.from) ? tooManyPage() : gonePage(404);
      if (this.ofLink.exceeded(row.hash)) return tooManyPage();
      const asked = this.find(row, await this.deps.journal.refreshed(row.incident));
      if (!asked) return gonePage(410);
      return request.method === 'GET' ? show(asked) : await this.record(asked, request.form);
    } catch (error) {
      this.deps.logger.error({ cause: error }, 'a svarlink could not be answered');
      // Whatever it was: nobody is thanked, and nobody reads what broke.
      const status = error instanceof StoreUnavailable ? 503 : 500;
      return request.method === 'GET' ? notShownPage(status) : notSavedPage(status);
    }
  }

  /** Undefined: it is over. Expired with the incident, revoked, sent to an address that was corrected, or of a kontaktperson who has been replaced. */
  private find(row: SvarlinkRow, state: IncidentState): Asked | undefined {
    const dispatch = state.udsendelser[row.udsendelse];
    const one = dispatch && modtagerOf(dispatch, row.person);
    if (!one || state.phase !== 'open' || one.tilbagekaldt || formerly(row, one)) return undefined;
    const { content, roster } = this.deps.scenes.of(state);
    const { svar, til } = content.breve[dispatch.udkast];
    const replaced = til === 'kontaktperson' && !holders(state, 'kontaktperson').some(({ id }) => id === one.id);
    if (!svar || replaced) return undefined;
    const standing = standingOf(dispatch, one, state);
    const about = one.svar?.aftale ?? (standing?.kind === 'gaelder' ? standing.aftale : undefined);
    const head = { nr: state.nr, oevelse: state.oevelse, ring: onDuty(state, roster)?.phones.work, aftalt: about && agreementOutside(about) };
    return { row, state, one, svar, head, standing };
  }

  private async record(asked: Asked, form: unknown): Promise<SvarAnswer> {
    const { row, state, one, svar, head } = asked;
    const parsed = formSchema.safeParse(form);
    const bemaerkning = parsed.success ? cleaned(parsed.data.bemaerkning) : '';
    if (!parsed.success || !svar.knapper.some(({ id }) => id === parsed.data.svar))
      return questionPage(head, svar, { bemaerkning, fejl: 'Intet er gemt. Tryk på et af svarene.' });
    if ([...bemaerkning].length > BEMAERKNING_TEGN)
      return questionPage(head, svar, { bemaerkning, fejl: `Intet er gemt: teksten er for lang. Der er plads til ${BEMAERKNING_TEGN} tegn.` });
    const { roster } = this.deps.scenes.of(state);
    const result = await this.deps.journal.execute({
      id: `svar:${row.hash}`,
      incident: row.incident,
      actor: actorById(roster, one),
      now: this.deps.clock.incident().toISOString(),
      kanal: 'svarlink',
      body: { type: 'recordSvar', udsendelse: row.udsendelse, person: { id: one.id, name: one.name }, svar: parsed.data.svar, bemaerkning },
    });
    const after = this.find(row, result.state);
    if (!after) return gonePage(410);
    if (!after.one.svar && (!after.standing || after.standing.kind === 'gaelder')) return questionPage(head, svar, { bemaerkning, fejl: 'Intet er gemt. Prøv igen, eller ring.' });
    // Two presses at once: the one that was not stored is told what was.
    return result.kind === 'committed' && !result.again ? show(after, parsed.data.svar, true) : show(after, parsed.data.svar);
  }
}

/** Lines stay lines. Control characters, and marks that turn the reading direction, mean nothing to anybody who reads the log. */
function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

function show({ head, svar, one, standing }: Asked, pressed?: string, nu = false): SvarAnswer {
  if (standing && standing.kind !== 'gaelder') return overtakenPage({ ...head, aftalt: undefined }, standing.kind, pressed !== undefined);
  if (!one.svar) return questionPage(head, svar, undefined);
  const { svartekst, bemaerkning, at } = one.svar;
  // What was added is shown to whoever has just written it, and not to whoever has the link later.
  return answeredPage(head, { svartekst, bemaerkning: nu ? bemaerkning : '', tid: dayAndTime(at), nu, andet: pressed !== undefined && pressed !== one.svar.svar, ringOp: one.svar.svar === RING, iTelefonen: one.svar.via === 'telefon' });
}

/** The mail was sent anew since: whoever has the former address may be anybody. */
function formerly({ forsoeg }: SvarlinkRow, { fraForsoeg }: ModtagerState): boolean {
  return fraForsoeg !== undefined && (forsoeg ?? 0) < fraForsoeg;
}
