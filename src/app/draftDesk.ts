import type { PersonRef } from '../domain/person';
import { secondsAfter } from '../domain/time';
import type { DraftEditing, DraftEditors } from './mailRows';
import type { Clock } from './ports';

/** Real seconds for which a form that was opened counts as being filled in. */
const EDITING_SECONDS = 10 * 60;

/**
 * Who has the text of a mail open in a form, for the others to see. A note beside the stream, not a line of the log: it
 * is a courtesy, and nothing rests on it. Teams does not tell when a form is closed, so it is believed for ten minutes.
 */
export class DraftDesk {
  private readonly known = new Map<string, readonly DraftEditing[]>();
  private listener: (incident: string) => void = () => undefined;

  constructor(
    private readonly editors: DraftEditors,
    private readonly clock: Clock,
  ) {}

  onChange(listener: (incident: string) => void): void {
    this.listener = listener;
  }

  /** As far as this process knows. */
  of(incident: string): readonly DraftEditing[] {
    return (this.known.get(incident) ?? []).filter((editing) => this.isBelieved(editing));
  }

  /** What other processes have noted comes in, and what they have taken out goes. */
  async reload(incident: string): Promise<void> {
    this.known.set(incident, await this.editors.allEditing(incident));
  }

  async elseThan({ id }: PersonRef, incident: string, udkast: string): Promise<DraftEditing | undefined> {
    const editing = await this.editors.editing(incident, udkast);
    return editing && editing.person.id !== id && this.isBelieved(editing) ? editing : undefined;
  }

  /** Whoever came first stays the one that others are told of. */
  async begin({ id, name }: PersonRef, incident: string, udkast: string): Promise<void> {
    const earlier = this.of(incident).find((editing) => editing.udkast === udkast && editing.person.id === id);
    const siden = earlier?.siden ?? this.clock.incident().toISOString();
    await this.editors.saveEditing(incident, { udkast, person: { id, name }, siden, til: secondsAfter(this.clock.real().toISOString(), EDITING_SECONDS) });
    await this.changed(incident);
  }

  async end({ id }: PersonRef, incident: string, udkast: string): Promise<void> {
    if ((await this.editors.editing(incident, udkast))?.person.id !== id) return;
    await this.editors.removeEditing(incident, udkast);
    await this.changed(incident);
  }

  private async changed(incident: string): Promise<void> {
    await this.reload(incident);
    this.listener(incident);
  }

  private isBelieved({ til }: DraftEditing): boolean {
    return Date.parse(til) > this.clock.real().getTime();
  }
}
