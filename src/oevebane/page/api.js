// Everything that is asked of the server, and what it tells by itself.

export async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json()).notice);
  return answer.json();
}

// Refusals and a lost server come back as { notice } too, so that they are always shown.
export async function post(person, path, body) {
  try {
    const answer = await fetch(`/api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ person, ...body }),
    });
    return await answer.json();
  } catch {
    return { notice: 'Øvebanen svarer ikke. Kører den stadig?' };
  }
}

// Calls `again` when what happened may have been missed.
export function listen(person, { changed, outlookChanged, connected, again }) {
  const events = new EventSource(`/events?person=${encodeURIComponent(person)}`);
  let interrupted = false;
  events.onerror = () => {
    interrupted = true;
    connected(false);
  };
  events.onopen = () => {
    connected(true);
    if (interrupted) again();
    interrupted = false;
  };
  events.onmessage = ({ data }) => changed(JSON.parse(data));
  events.addEventListener('outlook', outlookChanged);
  return () => events.close();
}
