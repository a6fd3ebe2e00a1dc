// Where clients are, as it is typed and shared: a city or "latitude,longitude", and how often it counts.
import cities from '../generated/cities.json';
import type { terrane } from '../generated/services';
import { language } from '../i18n';

export interface Place {
  text: string;
  weight: string;
}

type City = [english: string, chinese: string, latitude: number, longitude: number];
const known = cities as unknown as City[];

export const cityNames = () => known.map((city): [string, string] => [city[language.value === 'zh' ? 1 : 0], city[language.value === 'zh' ? 0 : 1]]);

const degrees = (text: string) => {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  return match ? { Latitude: Number(match[1]), Longitude: Number(match[2]) } : undefined;
};

export function requestOf({ text, weight }: Place): terrane.ClientPlace {
  const where = degrees(text) ?? { City: text.trim() };
  return { ...where, ...(weight.trim() ? { Weight: Number(weight) || 0 } : {}) };
}

// Where it is on the map, if that is known here.
export function locate({ text }: Place): [latitude: number, longitude: number] | undefined {
  const at = degrees(text);
  if (at) return [at.Latitude, at.Longitude];
  const typed = text.trim().toLowerCase();
  const named = known.filter((city) => [city[0], city[1]].some((name) =>
    name.toLowerCase() === typed || name.split(',')[0]!.toLowerCase() === typed));
  return named.length === 1 ? [named[0]![2], named[0]![3]] : undefined;
}

// "Tokyo, JP=3;43.6,-79.4" in addresses.
export const shared = (places: Place[]) =>
  places.filter(({ text }) => text.trim()).map(({ text, weight }) => (weight.trim() ? `${text.trim()}=${weight.trim()}` : text.trim())).join(';');

export function placesOf(text = ''): Place[] {
  const places = text.split(';').filter(Boolean).map((one) => {
    const [where = '', weight = ''] = one.split('=');
    return { text: where, weight };
  });
  return places.length ? places : [{ text: '', weight: '' }];
}
