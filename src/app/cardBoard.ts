import type { CardKey, Place } from './effects';
import type { CardRow, CardRows } from './ports';

/** The cards that have been posted, as far as this process knows. Rows of other processes come in with `reload`. */
export class CardBoard {
  private readonly incidents = new Map<string, Map<CardKey, CardRow>>();

  constructor(private readonly rows: CardRows) {}

  /** `wanted`: the cards that there should be; when one is not known, another process may have posted it. */
  async cards(incident: string, wanted: readonly CardKey[]): Promise<readonly CardRow[]> {
    const known = await this.known(incident);
    return [...(wanted.every((card) => known.has(card)) ? known : await this.reload(incident)).values()];
  }

  async find(incident: string, card: CardKey): Promise<CardRow | undefined> {
    const known = (await this.known(incident)).get(card);
    return known ?? (await this.reload(incident)).get(card);
  }

  async placeOf(incident: string, card: CardKey): Promise<Place | undefined> {
    return (await this.find(incident, card))?.place;
  }

  /** Keeps a row that has just been written with an outbox row's completion. */
  async posted(incident: string, row: CardRow): Promise<void> {
    (await this.known(incident)).set(row.card, row);
  }

  async shown(incident: string, row: CardRow): Promise<void> {
    await this.rows.saveCard(incident, row);
    (await this.known(incident)).set(row.card, row);
  }

  async reload(incident: string): Promise<Map<CardKey, CardRow>> {
    const fresh = new Map((await this.rows.cards(incident)).map((row) => [row.card, row]));
    this.incidents.set(incident, fresh);
    return fresh;
  }

  private async known(incident: string): Promise<Map<CardKey, CardRow>> {
    return this.incidents.get(incident) ?? this.reload(incident);
  }
}
