/**
 * Where a consumer stands in a feed: after the event at `position`. The event's id is part of it, because an owner restored
 * from a backup gives the positions after it to other events, and must notice.
 */
export interface Cursor {
  readonly position: number;
  /** Null at the beginning. */
  readonly eventId: string | null;
}

/** Before the first event. */
export const BEGINNING: Cursor = { position: 0, eventId: null };

export const formatCursor = ({ position, eventId }: Cursor): string => (eventId === null ? '0' : `${position}-${eventId}`);

/** Reads `0` or `<position>-<event id>`; null for anything else. */
export function parseCursor(text: string): Cursor | null {
  if (text === '0') return BEGINNING;
  const [, position, eventId] = /^([1-9]\d{0,14})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  return position === undefined || eventId === undefined ? null : { position: Number(position), eventId };
}
