/**
 * What a client may say when it starts the server, beside the settings, which may stand there too: an editor that the
 * server is not made for knows none of this, and gets nothing that it could not do.
 */
export interface ClientOptions {
  /** Commands that the client runs itself, by their ids: the light bulb offers those and the server's own. */
  readonly commands: readonly string[];
  /** Whether the client shows how documents stand, and wants to be told. */
  readonly status: boolean;
}

/** Where in the initialization options the client speaks of itself. */
export const CLIENT_OPTIONS = 'client';

/** Reads what a client says of itself; one that says nothing can do nothing of its own. */
export function parseClientOptions(initializationOptions: unknown): ClientOptions {
  const given = asRecord(asRecord(initializationOptions)[CLIENT_OPTIONS]);
  const { commands, status } = given;
  return {
    commands: Array.isArray(commands)
      ? commands.filter((command): command is string => typeof command === 'string')
      : [],
    status: status === true,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
