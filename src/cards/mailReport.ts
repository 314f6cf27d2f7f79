import type { DispatchState, ModtagerState } from '../domain/mail/mail';
import type { PersonRef } from '../domain/person';
import { dayAndTime } from '../domain/time';
import { inertShort, unbroken } from './inert';
import { NAVN_TEGN } from './people';

export interface ReportLine {
  readonly tekst: string;
  readonly farve: 'Good' | 'Attention' | 'Accent' | 'Default';
}

const NAVNE = 5;
const SVAR = 4;
const SVAR_TEGN = 160;

/** How far it got: never that anybody has it, since nobody knows that. */
export function sendingStatus({ status, modtagere }: DispatchState): ReportLine {
  const af = modtagere.length;
  switch (status.kind) {
    case 'sender':
      return status.accepteret > 0
        ? { tekst: `⏳ Sendes til ${af - status.accepteret} mere. ${status.accepteret} er accepteret af Exchange`, farve: 'Accent' }
        : { tekst: `⏳ Sendes til ${af}. Endnu ikke accepteret af Exchange`, farve: 'Accent' };
    case 'accepteret':
      return status.fejlede.length > 0
        ? { tekst: `⚠ Accepteret af Exchange: ${status.antal} af ${af}. Afvist: ${names(status.fejlede)}`, farve: 'Attention' }
        : { tekst: `✔ Accepteret af Exchange: ${status.antal} af ${af} ${unbroken(dayAndTime(status.at))}`, farve: 'Good' };
    case 'fejlet':
      return {
        tekst: `⚠ Ikke sendt${status.accepteret > 0 ? ` til alle (${status.accepteret} af ${af} accepteret)` : ''}: ${inertShort(status.hvorfor, 120)}`,
        farve: 'Attention',
      };
  }
}

/** Exchange may take it the next time; what it took already is not sent again. */
export function canBeRetried({ status }: DispatchState): boolean {
  return status.kind === 'fejlet' || (status.kind === 'accepteret' && status.fejlede.length > 0);
}

export function reportLines({ modtagere, udenMail, svarfrist, status }: DispatchState, wantsAnswer: boolean, nyAdresse: readonly PersonRef[] = []): readonly ReportLine[] {
  // Nobody is waited for who cannot have the mail.
  const unsent = status.kind === 'fejlet' && status.accepteret === 0;
  const answered = modtagere.filter(({ svar }) => svar);
  const lost = modtagere.filter(({ komIkkeFrem }) => komIkkeFrem);
  const passedOn = modtagere.filter(({ iStedetFor }) => iStedetFor);
  const told = answered.filter(({ svar }) => svar && svar.bemaerkning !== '').slice(-SVAR);
  const last = modtagere.flatMap((one) => (one.svar ? [] : (one.svarfrist ?? []))).sort().at(-1) ?? svarfrist;
  const due = last ? ` · frist ${unbroken(dayAndTime(last))}` : '';
  return [
    ...(wantsAnswer && !unsent
      ? [
          {
            tekst: `${answered.length === modtagere.length ? '✔' : '○'} Svar: ${answered.length} af ${modtagere.length}${due}`,
            farve: 'Default' as const,
          },
        ]
      : []),
    ...(nyAdresse.length > 0 ? [{ tekst: `⚠ Ny mailadresse: ${names(nyAdresse)}. Mailen er sendt til den gamle`, farve: 'Attention' as const }] : []),
    ...(lost.length > 0 ? [{ tekst: `⚠ Kom ikke frem: ${names(lost)}`, farve: 'Attention' as const }] : []),
    ...(passedOn.length > 0 ? [{ tekst: `↪ Skrevet til i stedet: ${names(passedOn)}`, farve: 'Default' as const }] : []),
    ...(udenMail.length > 0 ? [{ tekst: `⚠ Uden mailadresse, ring: ${names(udenMail)}`, farve: 'Attention' as const }] : []),
    ...(modtagere.length <= SVAR ? answered.map(answerLine) : told.map(answerLine)),
  ];
}

function answerLine({ name, svar }: ModtagerState): ReportLine {
  const note = svar?.bemaerkning ? ` – ${svar.bemaerkning}` : '';
  return { tekst: `✉ ${inertShort(name, NAVN_TEGN)}: ${inertShort(`${svar?.svartekst ?? ''}${note}`, SVAR_TEGN)}`, farve: 'Default' };
}

function names(people: readonly PersonRef[]): string {
  const shown = people.slice(0, NAVNE).map(({ name }) => inertShort(name, NAVN_TEGN));
  const more = people.length - shown.length;
  return more > 0 ? `${shown.join(', ')} og ${more} mere` : shown.join(', ');
}
