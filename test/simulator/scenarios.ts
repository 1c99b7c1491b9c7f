import { MS, SECOND } from './world.js';
import type { World } from './world.js';
import { Server } from './server.js';
import type { Configuration, Session } from './server.js';

/** A situation of real deployments: what is done to a world, and when it is over (µs). */
export interface Scenario {
  readonly name: string;
  /** Why an end is not provable here even from a whole log; none: ends are. */
  readonly unproven?: string;
  play(world: World, configuration: Configuration): number;
}

const LIVING = ['websockets', 'pfunix'] as const;

/** Clients come, do what clients do, and some go; for `span` µs from `from`. */
function clients(world: World, server: Server, span: number, count: number, from = 0): void {
  const { random } = world;
  for (let k = 0; k < count; k++) {
    world.after(from + random.between(0, span), () => {
      if (server.running) client(world, server, span);
    });
  }
}

function client(world: World, server: Server, span: number): void {
  const { random } = world;
  const connection = server.connect(random.chance(0.35) ? 'http' : random.pick(LIVING));
  const later = (most = span): number => random.between(5 * MS, most);
  for (let sessions = random.pick([1, 1, 1, 2, 3]); sessions > 0; sessions--) {
    server.create(connection, undefined, (session) => {
      world.after(random.between(1, 50) * MS, () => {
        server.attach(session, random.pick([0, 1, 1, 1, 2, 5]));
      });
      doings(world, session, span);
    });
  }
  if (random.chance(0.5))
    world.after(later() + 300 * MS, () => {
      server.drop(connection);
    });
}

/** What a session's client and its administrator do with it. */
function doings(world: World, session: Session, span: number): void {
  const { random } = world;
  const { server } = session;
  const later = (): number => random.between(100 * MS, span);
  for (let k = random.whole(0, 3); k > 0; k--)
    world.after(later(), () => {
      server.stats(session);
    });
  if (random.chance(0.25))
    world.after(later(), () => {
      server.destroy(session, random.chance(0.3) ? 'admin' : session.owner);
    });
  if (random.chance(0.1))
    world.after(later(), () => {
      server.expire(session);
    });
  if (random.chance(0.2))
    world.after(later(), () => {
      server.detach(session, random.chance(0.5) ? 'admin' : session.owner, random.chance(0.5));
    });
  if (random.chance(0.1))
    world.after(later(), () => {
      server.hangup(session);
    });
  if (random.chance(0.15))
    world.after(later(), () => {
      claim(world, session);
    });
}

/** Claims a session over a new connection, before or after the old one goes; its client goes on with it. */
function claim(world: World, session: Session): void {
  const { random } = world;
  const { server } = session;
  if (!server.running || session.over) return;
  const old = session.owner;
  const next = server.connect(random.chance(0.3) ? 'http' : random.pick(LIVING));
  server.claim(session, next);
  world.after(random.between(10, 900) * MS, () => {
    server.drop(old);
  });
  const silent = random.chance(0.2);
  if (!silent)
    world.after(random.between(1000, 3000) * MS, () => {
      server.stats(session);
    });
}

function begin(world: World, configuration: Configuration, slowness = 0): Server {
  return new Server(world, configuration).start(slowness);
}

function plain(name: string, play: (world: World, server: Server) => number): Scenario {
  return {
    name,
    play: (world, configuration) => play(world, begin(world, configuration)),
  };
}

/** One run after another: each ends by `end`, and the next begins after `pause` µs and takes `slowness` µs to start. */
function runs(
  world: World,
  configuration: Configuration,
  count: number,
  end: (server: Server) => void,
  pause: () => number,
  slowness: () => number = () => 0,
): number {
  const span = 8 * SECOND;
  let from = 0;
  for (let k = 0; k < count; k++) {
    const slow = slowness();
    world.after(from, () => {
      const server = begin(world, configuration, slow);
      clients(world, server, span - 2 * SECOND, world.random.whole(1, 8), 50 * MS);
      if (k < count - 1)
        world.after(span, () => {
          end(server);
        });
    });
    from += span + pause();
  }
  return from + 40 * SECOND;
}

export const SCENARIOS: readonly Scenario[] = [
  plain('a quiet day', (world, server) => {
    clients(world, server, 60 * SECOND, 12);
    return 80 * SECOND;
  }),
  plain('a busy minute', (world, server) => {
    clients(world, server, 4 * SECOND, 25);
    return 70 * SECOND;
  }),
  plain('requests in bursts beside drops', (world, server) => {
    const { random } = world;
    for (let k = 0; k < 8; k++) {
      const http = server.connect('http');
      server.create(http, undefined, (session) => {
        server.attach(session, random.whole(1, 3));
        world.after(random.between(1000, 1030) * MS, () => {
          server.detach(session, random.pick([http, 'admin']), true);
        });
      });
      const socket = server.connect('websockets');
      server.create(socket, undefined, (session) => {
        server.attach(session, random.whole(1, 3));
        world.after(random.between(1000, 1030) * MS, () => {
          server.drop(socket);
        });
      });
    }
    return 30 * SECOND;
  }),
  plain('clients that leave their handles beside drops', (world, server) => {
    const { random } = world;
    for (let k = 0; k < 6; k++) {
      const [stays, goes] = [server.connect('websockets'), server.connect('websockets')];
      server.create(stays, undefined, (session) => {
        server.attach(session, random.whole(1, 3));
        world.after(random.between(1000, 1100) * MS, () => {
          server.detach(session, stays, true);
        });
      });
      server.create(goes, undefined, (session) => {
        server.attach(session, random.whole(0, 2));
        world.after(random.between(1000, 1100) * MS, () => {
          server.drop(goes);
        });
      });
    }
    return 30 * SECOND;
  }),
  plain('many handles', (world, server) => {
    const { random } = world;
    const socket = server.connect('websockets');
    server.create(socket, undefined, (session) => {
      server.attach(session, random.pick([30, 100, 400]));
    });
    world.after(5 * SECOND, () => {
      server.drop(socket);
    });
    clients(world, server, 10 * SECOND, 4);
    return 70 * SECOND;
  }),
  plain('claims', (world, server) => {
    const { random } = world;
    for (let k = 0; k < 6; k++) {
      const from = server.connect(random.chance(0.4) ? 'http' : random.pick(LIVING));
      server.create(from, undefined, (session) => {
        server.attach(session, random.whole(0, 3));
        world.after(random.between(1, 6) * SECOND, () => {
          claim(world, session);
        });
        if (random.chance(0.4))
          world.after(random.between(7, 12) * SECOND, () => {
            server.drop(session.owner);
          });
      });
    }
    return 90 * SECOND;
  }),
  {
    name: 'stops and starts',
    play: (world, configuration) =>
      runs(
        world,
        configuration,
        3,
        (server) => {
          server.stop();
        },
        () => (configuration.version.slowStop ? 28 : world.random.between(0.5, 20)) * SECOND,
      ),
  },
  {
    name: 'crashes and starts',
    play: (world, configuration) =>
      runs(
        world,
        configuration,
        4,
        (server) => {
          server.kill();
        },
        () => world.random.between(0.3, 20) * SECOND,
      ),
  },
  {
    name: 'slow starts after stops and crashes',
    unproven: 'sessions from before a slow `started` look like those of the run before',
    play: (world, configuration) =>
      runs(
        world,
        configuration,
        3,
        (server) => {
          if (world.random.chance(0.5)) server.stop();
          else server.kill();
        },
        () => (configuration.version.slowStop ? 28 : world.random.between(0.5, 20)) * SECOND,
        () => world.random.between(0, 5) * SECOND,
      ),
  },
  {
    name: 'a rolling deployment under one name',
    unproven: 'a mark may be that of the other server',
    play(world, configuration) {
      const span = 20 * SECOND;
      const old = begin(world, configuration);
      clients(world, old, span - SECOND, 8, 50 * MS);
      world.after(10 * SECOND, () => {
        const next = begin(world, configuration, world.random.pick([0, 2 * SECOND]));
        clients(world, next, span, 8, 100 * MS);
      });
      world.after(span, () => {
        old.stop();
      });
      return 60 * SECOND;
    },
  },
  plain('an id used again', (world, server) => {
    const { random } = world;
    const id = random.pick(['4711', '9007199254740993', '1234567890123456']);
    let from = 100 * MS;
    for (let k = 0; k < 4; k++) {
      world.after(from, () => {
        const socket = server.connect('websockets');
        const drops = random.chance(0.5);
        server.create(socket, id, (session) => {
          server.attach(session, random.whole(0, 2));
          world.after(SECOND, () => {
            if (drops) server.drop(socket);
            else server.destroy(session, random.chance(0.5) ? socket : 'admin');
          });
        });
      });
      from += random.between(1.1, 3) * SECOND;
    }
    clients(world, server, 8 * SECOND, 4);
    return 60 * SECOND;
  }),
  plain('a clock set back', (world, server) => {
    clients(world, server, 20 * SECOND, 10);
    world.after(world.random.between(3, 15) * SECOND, () => {
      world.clock = -world.random.whole(10_000, 60_000) * MS;
    });
    return 80 * SECOND;
  }),
];
