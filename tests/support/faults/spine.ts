import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '../../../src/domain/event';
import type { JsonObject } from '../../../src/oevebane/connector/json';
import { messageKind } from './kinds';
import { incidentOf, type Rig } from './rig';

/** The lines that the scenario leaves in the log, in this order, whatever goes wrong on the way. */
export const SPINE_LINES: readonly DomainEvent['type'][] = [
  'HaendelseOpened', 'InstruksStarted', 'StepDecided', 'StepCompleted', 'LogEntryWritten', 'LogEntryWritten', 'RoleHandedOver',
];

/** What has to stand in Teams in the end: at least once; after a fault it may stand there twice. */
export const SPINE_POSTS = [
  'haendelseCard', 'instruksCard', 'mention: Kriseleder, Kontaktperson, Logfører, Bemandingsansvarlig, Procesansvarlig', 'receipt', 'decisionCard', 'roleHandedOver',
  'mention: Kriseleder',
] as const;
const [, , EVERYBODY] = SPINE_POSTS;

interface Step {
  readonly activity: () => Promise<JsonObject> | JsonObject;
  /** Kinds of posts that follow. */
  readonly posts: readonly (typeof SPINE_POSTS)[number][];
}

/** Open an incident, start instruks 2, decide, press, write two lines (one lacks something), hand a role over. */
export class Spine {
  readonly incident: string;
  private readonly nonce = randomUUID();
  private readonly firstMessage: string;

  /** `beside`: an incident that was open before, and has to be told of this one. */
  constructor(
    private readonly rig: Rig,
    private readonly beside?: string,
  ) {
    this.incident = incidentOf(this.nonce);
    this.firstMessage = String(Math.max(0, ...rig.staff.messages().map((message) => Number(message.id))));
  }

  /** Opens the incident and nothing more. */
  async opened(): Promise<string> {
    const [first] = this.steps;
    if (!first) throw new Error('no first step');
    await this.rig.deliver(await first.activity());
    await this.rig.staff.until(() => this.has(first.posts));
    await this.rig.settled(this.incident);
    return this.incident;
  }

  get steps(): readonly Step[] {
    const { rig, incident, nonce } = this;
    const ofInstruks = { haendelse: incident, instruks: 'instruks-2' };
    return [
      {
        activity: () => rig.dialog('bent', { dialog: 'aabnHaendelse', nonce, beskrivelse: 'Telefonerne er nede', myndigheder: 'Viborg Kommune', kontaktperson: 'Ulla Brink', telefon: '12345678', email: '', alligevel: 'true' }),
        posts: ['haendelseCard'],
      },
      { activity: () => rig.press('bent', 'startInstruks', ofInstruks), posts: ['instruksCard', EVERYBODY] },
      {
        activity: () => rig.dialog('anna', { ...ofInstruks, dialog: 'beslut', nonce: `${nonce}-1`, trin: 'vurder-forventet-behov', valg: 'intet-behov', beslutter: 'Anna Holmgaard', begrundelse: 'Ingen kan ringe' }),
        posts: [],
      },
      { activity: () => rig.press('bent', 'udfoert', { ...ofInstruks, trin: 'beskriv-haendelsen', revision: 0 }), posts: [] },
      { activity: async () => rig.said('carla', '/log h: ringede til Viborg', await this.thread()), posts: ['receipt'] },
      { activity: async () => rig.said('carla', '/log b: vi venter', await this.thread()), posts: ['decisionCard'] },
      { activity: () => rig.dialog('bent', { dialog: 'rolle', nonce: `${nonce}-2`, haendelse: incident, rolle: 'kriseleder', person: 'bent' }), posts: ['roleHandedOver', 'mention: Kriseleder'] },
    ];
  }

  /** The incident's own thread, once it is known to be its. */
  private async thread(): Promise<string> {
    await this.rig.settledCard(this.incident, 'haendelse');
    return (await this.rig.store.cardRows.cards(this.incident)).find((row) => row.card === 'haendelse')?.activityId ?? '';
  }

  /** How often each post of this incident stands in Teams. */
  posts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { id, activity } of this.rig.fromBot()) {
      if (Number(id) <= Number(this.firstMessage)) continue;
      const kind = messageKind(activity);
      if (kind === 'otherIncident') continue; // in the threads of those that were open before
      const roles = kind === 'mention' ? [...String(activity.text).matchAll(/\*\*(\p{L}+)[^*]*\*\*/gu)].map(([, role]) => role).join(', ') : '';
      const name = roles ? `mention: ${roles}` : kind;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  has(kinds: readonly string[]): boolean {
    const counts = this.posts();
    return kinds.every((kind) => (counts[kind] ?? 0) > 0);
  }

  /** Everything that is not as it has to be. */
  async faults(): Promise<readonly string[]> {
    const { rig, incident } = this;
    const faults: string[] = [];
    const lines = await rig.lines(incident);
    const types = lines.map((line) => line.event.type);
    if (types.join() !== SPINE_LINES.join()) faults.push(`the log has ${types.join()}`);
    const check = await rig.verify(incident);
    if (check.kind !== 'intact') faults.push(check.sentence);
    const told = this.beside === undefined ? [] : (await rig.lines(this.beside)).filter(({ event }) => event.type === 'OtherHaendelseOpened' && event.haendelse === incident);
    if (this.beside !== undefined && told.length !== 1) faults.push(`the incident beside it was told ${told.length} times`);
    const counts = this.posts();
    for (const kind of SPINE_POSTS) if (!(counts[kind] === 1 || counts[kind] === 2)) faults.push(`${kind}: ${counts[kind] ?? 0} posts`);
    for (const kind of Object.keys(counts)) if (!(SPINE_POSTS as readonly string[]).includes(kind)) faults.push(`unexpected: ${counts[kind]} × ${kind}`);
    const receipts = rig.fromBot().filter(({ id, activity }) => Number(id) > Number(this.firstMessage) && messageKind(activity) === 'receipt');
    if (!receipts.some(({ activity }) => String(activity.text).includes('5–6'))) faults.push(`receipts: ${receipts.map(({ activity }) => String(activity.text)).join(' / ')}`);
    return faults;
  }
}
