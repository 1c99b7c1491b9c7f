/**
 * All that is known of one kind of source. Each has a folder with one definition and one line in sources.ts; the settings,
 * the command line, the wizard, the live view and what to put into Janus' configuration are made from it.
 */
import type * as z from 'zod/mini';
import type { JanusFile } from './janus-configuration.js';
import type { LiveSource } from './live-source.js';
import type { Address } from './net/listening.js';
import type { Answers, Question } from './question.js';

/** How sure a source is that all events arrive. `acknowledged`: it tells its sender once they are written. */
export interface Delivery {
  readonly acknowledged: boolean;
  /** What can be lost between Janus and the capture. */
  readonly words: string;
}

/** What a profile of any source holds. */
interface AnyProfile {
  readonly source: string;
  readonly name: string;
}

export interface SourceDefinition<Profile extends AnyProfile = AnyProfile> {
  /** What the settings hold; `source` is the kind's name there. */
  readonly profile: z.ZodMiniType<Profile>;
  /** Where the source is, as a person would say it. Nothing in it is secret. */
  place(profile: Profile): string;
  delivery(profile: Profile): Delivery;
  /** The files of event handlers that send here; none where none is concerned. */
  janusFiles(profile: Profile): readonly JanusFile[];
  /** Makes it; `secret` is the password of the profile's user. Rejects with a SourceProblem for what does not work. */
  source(profile: Profile, secret: string | null): Promise<LiveSource>;
  readonly wizard: Wizard<Profile>;
  readonly commandLine: CommandLinePart;
}

/** How the editor asks for a profile. */
export interface Wizard<Profile extends AnyProfile = AnyProfile> {
  label(): string;
  /** A sentence about the kind. */
  detail(): string;
  /** Each answer becomes the profile's value of the same key, but those to `password` and {@link guidingKeys}. */
  questions(): Question[];
  /** Keys of answers that only lead to other questions. */
  readonly guidingKeys?: readonly string[];
  /** What a saved profile answers to those. */
  guiding?(profile: Profile): Answers;
  suggestedName(answers: Answers): string;
}

/** How `janus-events listen` takes such sources. */
export interface CommandLinePart {
  /** Its options as `parseArgs` of Node takes them, beside those that several sources share. */
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;
  /** Its lines of the usage's list. */
  readonly usage: () => string;
  /** The sources that are asked for. Rejects with what is wrong. */
  sources(given: GivenOptions): Promise<LiveSource[]>;
}

/** The options of a command line. */
export interface GivenOptions {
  /** All values of an option that may be given again. */
  all(option: string): readonly string[];
  /** The same as addresses to listen on: a port, or an address and a port. */
  addresses(option: string): readonly Address[];
  /** The same as addresses of brokers, with no password in them; `protocol` names the variable that may hold it. */
  brokers(option: string, protocol: string): readonly string[];
  one(option: string): string | undefined;
  has(option: string): boolean;
  /** From the first line of the file that `option` names, or an environment variable; undefined for none. */
  password(option: string, variable: string): Promise<string | undefined>;
  /** Says that it cannot be used so. */
  refuse(words: string): never;
}
