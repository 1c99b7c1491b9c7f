import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { onPath } from './on-path.mjs';
import { SetupError, runQuietly, say } from './steps.mjs';

/**
 * Something a Debian package provides, or the first of several (`a|b`) that this Debian has: `there` tells, on any
 * system, whether the machine has it already.
 * @typedef {{ debian: string, what: string, there: () => boolean }} Need
 */

/** @param {string} program @param {string} [debian] @returns {Need} */
const program = (program, debian = program) => ({
  debian,
  what: program,
  there: () => onPath(program) !== null,
});

/** @param {string} module @param {string} debian @returns {Need} */
const library = (module, debian) => ({
  debian,
  what: `the development files of ${module}`,
  there: () => onPath('pkg-config') !== null && spawnSync('pkg-config', ['--exists', module]).status === 0,
});

/** What code-server's native modules are compiled with. */
export const FOR_CODE_SERVER = [
  program('python3'),
  program('make'),
  program('g++'),
  program('pkg-config'),
  library('krb5-gssapi', 'libkrb5-dev'),
  library('libsecret-1', 'libsecret-1-dev'),
  library('x11', 'libx11-dev'),
  library('xkbfile', 'libxkbfile-dev'),
];

/** The browser that drives VS Code in the host tests, and fonts to see its text in, in both languages. */
export const FOR_CHROMIUM = [
  { debian: 'chromium-headless-shell|chromium', what: 'Chromium or Chrome', there: () => findChromium() !== null },
  {
    debian: 'fonts-dejavu-core',
    what: 'a font',
    there: () => process.platform !== 'linux' || existsSync('/usr/share/fonts/truetype'),
  },
  {
    debian: 'fonts-wqy-microhei',
    what: 'a font for Chinese',
    there: () => process.platform !== 'linux' || spawnSync('fc-list', [':lang=zh-cn']).stdout?.length > 0,
  },
];

/** What the live tests start on loopback, each with data of its own: the server whose events these are, and brokers. */
export const FOR_LIVE = [
  program('janus'),
  program('mosquitto'),
  program('rabbitmq-server'),
  program('openssl'),
  program('python3'),
];

/** Headless Chromium as root, without a GPU and without talking to anybody. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The headless shell first: the same engine without the browser's own windows, which cost a tenth of the processor time.
 * @returns {string | null} the browser to test with: $CHROMIUM, or the one on the PATH
 */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return onPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
}

/**
 * Installs what is missing with apt-get, as root or through sudo.
 * @param {Need[]} needs
 * @throws {SetupError} that lists what to install where apt-get cannot
 */
export async function ensureDebianPackages(needs) {
  const missing = needs.filter((need) => !need.there());
  if (!missing.length) return;
  const packages = missing.map((need) => need.debian);
  const root = process.getuid?.() === 0;
  if (!onPath('apt-get') || (!root && !onPath('sudo'))) {
    throw new SetupError(
      `Please install, then run this again:\n${missing.map((need) => `  - ${need.what} (Debian: ${need.debian})`).join('\n')}`,
    );
  }
  say(`Installing Debian packages: ${packages.join(' ')}`);
  const command = ['sh', '-ec', INSTALL, 'install', ...packages];
  if (!root) command.unshift('sudo');
  await runQuietly(/** @type {string} */ (command[0]), command.slice(1));
}

/**
 * Installs "$@", of `a|b` the one that there is. Debian starts the services of a package it installs, now and at every boot, unless policy-rc.d says no:
 * a Janus or a broker that a test needs must not run on its own. What was installed before stays as it is.
 */
const INSTALL = `
  policy=/usr/sbin/policy-rc.d
  if ! [ -e $policy ]; then
    trap 'rm -f $policy' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\\nexit 101\\n' > $policy
    chmod 755 $policy
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  for package in "$@"; do
    shift
    if [ "$package" != "\${package#*|}" ]; then
      apt-cache show "\${package%%|*}" > /dev/null 2>&1 && package="\${package%%|*}" || package="\${package#*|}"
    fi
    set -- "$@" "$package"
  done
  apt-get install -y -qq --no-install-recommends "$@"
  for package in "$@"; do
    unit=/lib/systemd/system/$package.service
    if [ -e $unit ] && command -v systemctl > /dev/null; then systemctl disable --quiet $package.service; fi
  done`;
