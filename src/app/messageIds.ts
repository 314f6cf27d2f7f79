/** Ids of the commands that a message leads to: the same whenever and however it reaches us, from Teams itself or found again. */
export function messageCommandId(conversation: string, activityId: string): string {
  return `besked:${conversation}:${activityId}`;
}

/** `stamp` tells two edits of one message apart, and the same edit delivered twice not. */
export function editCommandId(message: string, stamp: string): string {
  return `${message}:rettet:${stamp}`;
}

/** A message that is not in the log can only be missed once. */
export function unseenDeletionCommandId(message: string): string {
  return `${message}:slettet-ulaest`;
}

export function deletionCommandId(message: string, stamp: string): string {
  return `${message}:slettet:${stamp}`;
}
