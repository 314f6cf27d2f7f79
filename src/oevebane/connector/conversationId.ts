export function splitConversationId(id: string): { baseId: string; rootId?: string } {
  const [baseId = '', rootId] = id.split(';messageid=');
  return rootId === undefined ? { baseId } : { baseId, rootId };
}

export function threadId(channelId: string, rootId: string): string {
  return `${channelId};messageid=${rootId}`;
}
