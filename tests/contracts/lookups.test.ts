import { everyImplementation, newIncident } from '../support/store/implementations';

const CONVERSATIONS = ['19:abc@thread.tacv2;messageid=1700000000000', "a/b\\c#d?e%f'g", 'æøå 🔥', 'x'.repeat(1_500)];

everyImplementation((the) => {
  describe('threads', () => {
    it.each(CONVERSATIONS)('a thread leads to its incident and card: %.40s', async (conversation) => {
      const row = { conversation, incident: newIncident(), card: 'instruks-2' };
      await the().store.threads.bind(row);
      expect(await the().store.threads.find(conversation)).toEqual(row);
      expect(await the().store.threads.find(`${conversation}x`)).toBeUndefined();
    });

    it('a thread that is bound again leads to where it was bound last', async () => {
      const [conversation, incident] = [newIncident(), newIncident()];
      await the().store.threads.bind({ conversation, incident, card: 'haendelse' });
      await the().store.threads.bind({ conversation, incident, card: 'instruks-1' });
      expect((await the().store.threads.find(conversation))?.card).toBe('instruks-1');
    });
  });

  describe('the inbox', () => {
    const item = (id: string, text = 'Vagten er på vej') => ({
      id, personId: 'eva', personName: 'Eva Ø', text, at: '2026-11-21T13:00:00.000Z', kanal: 'Krisestab',
      place: { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.example.org/' }, waitsFor: 'choice' as const, samtale: false, bilag: [],
    });

    it.each(CONVERSATIONS)('keeps a line until it is taken out: %.40s', async (id) => {
      const { inbox } = the().store;
      await inbox.put(item(id));
      expect(await inbox.get(id)).toEqual(item(id));
      await inbox.remove(id);
      expect(await inbox.get(id)).toBeUndefined();
    });

    it('keeps a long line', async () => {
      const { inbox } = the().store;
      const long = item(newIncident(), `${'æ'.repeat(31_999)}🔥${'ø'.repeat(70_000)}`);
      await inbox.put(long);
      expect(await inbox.get(long.id)).toEqual(long);
    });

    it('counts a line that comes twice once', async () => {
      const { inbox } = the().store;
      const twice = item(newIncident());
      await inbox.put(twice);
      await inbox.put(twice);
      await inbox.remove(twice.id);
      expect(await inbox.get(twice.id)).toBeUndefined();
    });

    it('does not take in again what was taken out: a message that Teams delivers late', async () => {
      const { inbox } = the().store;
      const late = item(newIncident());
      expect([await inbox.put(late), await inbox.put(late)]).toEqual([true, true]);
      await inbox.remove(late.id);
      expect(await inbox.put(late)).toBe(false);
      expect(await inbox.get(late.id)).toBeUndefined();
    });

    it('gives a line to the incident that is chosen first, until that does not take it', async () => {
      const { inbox } = the().store;
      const { id } = item(newIncident());
      await inbox.put(item(id));
      const chosen = await Promise.all(['h-1', 'h-2', 'h-1', 'h-2'].map((incident) => inbox.choose(id, incident)));
      expect(new Set(chosen).size).toBe(1);
      await inbox.unchoose(id, 'h-9'); // not the one that was chosen
      expect(await inbox.get(id)).toEqual({ ...item(id), chosen: chosen[0] });
      await inbox.unchoose(id, String(chosen[0]));
      expect(await inbox.get(id)).toEqual(item(id));
      expect(await inbox.choose(id, 'h-3')).toBe('h-3');
      await inbox.remove(id);
      expect(await inbox.choose(id, 'h-1')).toBeUndefined();
      expect(await inbox.choose(newIncident(), 'h-1')).toBeUndefined();
    });

    it('knows where a line went that was taken out, without its text', async () => {
      const { inbox } = the().store;
      const { id } = item(newIncident());
      await inbox.put(item(id));
      expect(await inbox.whereTo(id)).toBeUndefined();
      await inbox.choose(id, 'h-1');
      await inbox.remove(id, { incident: 'h-1', nr: 7 });
      expect(await inbox.whereTo(id)).toEqual({ incident: 'h-1', nr: 7 });
      const gone = newIncident();
      await inbox.put(item(gone));
      await inbox.remove(gone);
      expect(await inbox.whereTo(gone)).toBeUndefined();
      expect(await inbox.whereTo(newIncident())).toBeUndefined();
    });

    it('lists what waits, with all that has come of it, and nothing that was taken out', async () => {
      const { inbox } = the().store;
      const [one, two, three] = [{ ...item(newIncident()), bilag: [{ navn: 'kaj.jpg', link: 'https://filer.example/kaj' }] }, { ...item(newIncident()), waitsFor: 'thread' as const, samtale: true, bilag: [{ navn: 'kort.png', link: '' }] }, item(newIncident())];
      for (const each of [one, two, three]) await inbox.put(each);
      await inbox.asked(one.id, '1700');
      await inbox.choose(one.id, 'h-1');
      await inbox.reminded(one.id);
      await inbox.remove(three.id);
      const mine = (await inbox.waiting()).filter(({ id }) => [one, two, three].some((each) => each.id === id));
      expect(mine).toHaveLength(2);
      expect(mine).toEqual(expect.arrayContaining([{ ...one, card: '1700', chosen: 'h-1', reminded: true }, two]));
    });

    it('lets one process remind, for a while, and nobody after it was done', async () => {
      const { inbox } = the().store;
      const { id } = item(newIncident());
      await inbox.put(item(id));
      const at = (minute: number) => `2026-11-21T13:0${minute}:00.000Z`;
      const claims = await Promise.all([1, 2, 3, 4].map(() => inbox.claimReminder(id, at(0), at(1))));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await inbox.claimReminder(id, at(0), at(1))).toBe(false);
      expect(await inbox.claimReminder(id, at(1), at(2))).toBe(true); // whoever claimed it has died
      await inbox.reminded(id);
      expect(await inbox.claimReminder(id, at(5), at(6))).toBe(false);
      expect(await inbox.claimReminder(newIncident(), at(0), at(1))).toBe(false);
    });

    it('lets one process turn a line that waits for its thread into one that waits for a choice', async () => {
      const { inbox } = the().store;
      const reply = { ...item(newIncident()), waitsFor: 'thread' as const };
      await inbox.put(reply);
      const turned = await Promise.all([1, 2, 3].map(() => inbox.askInstead(reply.id)));
      expect(turned.filter(Boolean)).toHaveLength(1);
      expect((await inbox.get(reply.id))?.waitsFor).toBe('choice');
      expect(await inbox.askInstead(newIncident())).toBe(false);
    });

    it('lets a line be taken out that is not there', async () => {
      await expect(the().store.inbox.remove(newIncident())).resolves.toBeUndefined();
    });
  });

  describe('the choice of a chat', () => {
    it.each(CONVERSATIONS)('is the last one: %.40s', async (conversation) => {
      const { chatChoices } = the().store;
      const choice = { conversation, incident: 'h-1', at: '2026-11-21T13:00:00.000Z' };
      await chatChoices.save(choice);
      await chatChoices.save({ ...choice, incident: 'h-2' });
      expect(await chatChoices.find(conversation)).toEqual({ ...choice, incident: 'h-2' });
      expect(await chatChoices.find(`${conversation}x`)).toBeUndefined();
    });
  });

  describe('contacts', () => {
    it('belong to their incident and replace each other by id', async () => {
      const { contacts } = the().store;
      const [incident, other] = [newIncident(), newIncident()];
      const lone = { id: 'kp/1', name: 'Lone Ærø', phone: '+45 20 00 00 01', email: 'lone@example.org' };
      await contacts.saveContact(incident, lone);
      await contacts.saveContact(incident, { ...lone, phone: '' });
      await contacts.saveContact(incident, { ...lone, id: 'kp-2' });
      expect(await contacts.contacts(other)).toEqual([]);
      const found = await contacts.contacts(incident);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([{ ...lone, phone: '' }, { ...lone, id: 'kp-2' }]));
    });
  });
});
