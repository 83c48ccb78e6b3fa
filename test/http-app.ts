import type { Actor, Grant } from '../src/platform/actor.ts';
import { type App, createHttp } from '../src/platform/http.ts';

/** Somebody signed in, for tests of routes; the username serves as token. */
export const actorWith = (username: string, id: string, grants: Grant[] = []): Actor => ({
  kind: 'staff',
  id,
  username,
  name: username,
  grants,
  sessionId: id,
  mustChangePassword: false,
});

/** The application with some routes only, for people known by their token. */
export async function openTestApp(
  actors: readonly Actor[],
  addRoutes: (app: App) => void | Promise<void>,
): Promise<App> {
  const { app } = await createHttp({
    authenticate: async (token) => actors.find(({ username }) => username === token),
    logger: false,
    trustedProxies: [],
    requestsPerMinute: 100_000,
  });
  await addRoutes(app);
  await app.ready();
  return app;
}

/** The header by which a person of `openTestApp` signs a request. */
export const as = (actor: Actor): { authorization: string } => ({
  authorization: `Bearer ${actor.username}`,
});
