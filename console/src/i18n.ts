// The console's words, in English and Chinese. `t('key')`: a key that a dictionary lacks does not
// compile. What the server says arrives in the same language (X-TC-Language).
import { signal } from '@preact/signals';
import { en } from './i18n/en';
import { zh } from './i18n/zh';

export type Language = 'en' | 'zh';
export type Dictionary = { [key in keyof typeof en]: string };
export type Words = keyof Dictionary;

const storageName = 'terrane.language';
const dictionaries: Record<Language, Dictionary> = { en, zh };

function preferred(): Language {
  const kept = localStorage.getItem(storageName);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export const language = signal<Language>(preferred());

export function speak(next: Language) {
  localStorage.setItem(storageName, next);
  language.value = next;
}

// The text of `key`; {name} in it is replaced by values.name.
export function t(key: Words, values: Record<string, string | number> = {}): string {
  return dictionaries[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

const locale = () => (language.value === 'zh' ? 'zh-CN' : 'en-US');
export const formatNumber = (value: number) => value.toLocaleString(locale());
export const formatTime = (time?: string) =>
  time ? new Date(time).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'medium' }) : '–';
