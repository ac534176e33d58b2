/** Each word begins a word of the name: "lov off" finds "Lovelace family office". */
export function findHouseholds<T extends { name: string }>(households: T[], typed: string): T[] {
  const wanted = wordsOf(typed);
  return households.filter(({ name }) => {
    const words = wordsOf(name);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(/[\s'’.,&-]+/).filter(Boolean);
}
