import { describe, expect, it } from 'vitest';
import { sessionSearch } from '../../../media/timeline/search.js';
import { SAMPLE } from './overview.js';

const search = sessionSearch(SAMPLE);
const found = (query: string): string[] => SAMPLE.ids.filter((_, index) => search(query)?.[index] === 1);

describe('search', () => {
  it('finds everything with no words', () => {
    expect(search('')).toBeNull();
    expect(search('   ')).toBeNull();
  });

  it('finds by id, exactly as digits are written', () => {
    expect(found('9007199254740993')).toEqual(['9007199254740993']);
    expect(found('9007199254740992')).toEqual([]);
  });

  it('finds by label whatever its case', () => {
    expect(found('ALICE')).toEqual(['100']);
    expect(found('room-1234')).toEqual(['100', '9007199254740993']);
  });

  it('finds by plugin, transport and emitter', () => {
    expect(found('echotest')).toEqual(['400', '600']);
    expect(found('http')).toEqual(['300']);
    expect(found('janus-b')).toEqual(['9007199254740993', '500']);
  });

  it('wants every word', () => {
    expect(found('videoroom bob')).toEqual(['9007199254740993']);
    expect(found('videoroom carol')).toEqual([]);
  });
});
