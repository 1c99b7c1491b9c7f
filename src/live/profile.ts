/**
 * What a live session is started from: which source, and where. Profiles are kept in the setting
 * `janusEvents.live.profiles`, so a password is never in one; `user` says that there is one to ask for.
 */
import * as z from 'zod/mini';
import { janusConfigurationOf, type JanusFile } from './janus-configuration.js';
import type { LiveSource } from './live-source.js';
import type { Delivery, SourceDefinition } from './source-definition.js';
import { SOURCES } from './sources.js';

export type SourceKind = keyof typeof SOURCES;
export const sourceKinds = Object.keys(SOURCES) as SourceKind[];

type Schema = (typeof SOURCES)[SourceKind]['profile'];
export type LiveProfile = z.output<Schema>;
export const LiveProfile = z.discriminatedUnion(
  'source',
  Object.values(SOURCES).map(({ profile }) => profile) as unknown as [Schema, ...Schema[]],
);

export const definitionOf = (kind: SourceKind): SourceDefinition<LiveProfile> => SOURCES[kind];

/** Whether a password belongs to the profile, which is kept apart. */
export const needsSecret = (profile: LiveProfile): boolean => 'user' in profile && profile.user !== undefined;

/** Where the source is, as a person would say it. Nothing in it is secret. */
export const placeOf = (profile: LiveProfile): string => definitionOf(profile.source).place(profile);

export const deliveryOf = (profile: LiveProfile): Delivery => definitionOf(profile.source).delivery(profile);

/** What to paste for a profile, janus.jcfg last; empty where no event handler is concerned. */
export const janusConfiguration = (profile: LiveProfile): JanusFile[] =>
  janusConfigurationOf(definitionOf(profile.source).janusFiles(profile));

/** The source that a profile describes; `secret` is the password that belongs to its user. */
export const sourceOf = (profile: LiveProfile, secret: string | null): Promise<LiveSource> =>
  definitionOf(profile.source).source(profile, secret);
