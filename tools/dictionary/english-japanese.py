#!/usr/bin/env python3
"""Makes english-japanese.tsv: words in both languages that texts can be searched by.

    ./english-japanese.py ejdic-hand-utf8.txt sudachi-synonyms-dictionary.json > english-japanese.tsv

Of two dictionaries that anybody may pass on:

- EJDict ("ejdict-hand"), English to Japanese, in the public domain (CC0),
  https://github.com/kujirahand/EJDict; each line `word, word<TAB>meaning`.
- Sudachi's synonyms, Apache License 2.0, Works Applications; as JSON in the npm package
  sudachi-synonyms-dictionary.

A line of the result is `word<TAB>Japanese,Japanese…`, the main meanings first; each a word as
texts have it (冷静, not 冷静な), no explanation. Words that are used much stand before others, as
far as EJDict tells: by the marks that it gives to the meanings of such words, and their number.
"""
import json
import re
import sys

ENGLISH = re.compile(r"[A-Za-z][A-Za-z'-]+(?: [A-Za-z'-]+){0,2}")
# one word: kanji or katakana with an ending, or hiragana alone
JAPANESE = re.compile(r"[一-龥々ァ-ヶー]+[ぁ-ゖ]{0,3}|[ぁ-ゖー]{3,}")
LONGEST = 10
MAIN = 4
MOST = 14
# what an English preposition is: のそばに
WITH_PARTICLE = re.compile(r"[をにのがとはで][ぁ-ゖ]+[にてで]")
ENDINGS = re.compile(r"(?<=[一-龥々ァ-ヶー]{2})(?:する|させる|した|された|である|の|な|に)$")


def is_word(japanese):
    return (
        JAPANESE.fullmatch(japanese)
        and not WITH_PARTICLE.fullmatch(japanese)
        and len(japanese) <= LONGEST
        and (len(japanese) > 1 or re.match("[一-龥]", japanese))
    )


def meanings(text):
    """The words of each sense of EJDict, and whether it marks them as a main one."""
    for sense in text.split(" / "):
        for _ in range(3):
            sense = re.sub(r"《[^《》]*》|〈[^〈〉]*〉|\{[^{}]*\}|\[[^\[\]]*\]|[‘'][^‘']*'", "", sense)
        # kanji with their reading: both are ways to write it
        sense = re.sub(r"([一-龥々]+)\(([ぁ-ゖー]{3,})\)", r"\1,\2", sense)
        for _ in range(3):
            sense = re.sub(r"\([^()]*\)", "", sense)
        sense = re.sub(r"\(.*", "", sense)
        for word in re.split(r"[;,、・：:。.…/ ]+", sense):
            main = "『" in word
            word = re.sub(r"[『』]", "", word)
            word = re.sub(r"^[をにのがとはで](?=[一-龥ァ-ヶ])", "", word)
            word = ENDINGS.sub("", word)
            if is_word(word):
                yield main, word


def ejdict(path):
    """The words of each entry, the main ones first; words written alike in turn."""
    entries, same_as, much = {}, {}, {}
    for line in open(path, encoding="utf-8"):
        words, tab, text = line.rstrip("\n").partition("\t")
        told = list(meanings(text))
        ordered = [w for main, w in told if main] + [w for main, w in told if not main]
        for word in (one.strip() for one in words.split(",")):
            if tab and ENGLISH.fullmatch(word):
                entries.setdefault(word.lower(), []).append(list(dict.fromkeys(ordered)))
                used = ("『" in text, text.count(" / "))
                much[word.lower()] = max(used, much.get(word.lower(), used))
                other = re.match(r"=([A-Za-z' -]+)", text)
                if other:
                    same_as.setdefault(word.lower(), other.group(1).strip().lower())
    for word, other in same_as.items():
        entries[word] = entries[word] + entries.get(other, [])
    for word, told in entries.items():
        turns = sorted((i, n, w) for n, words in enumerate(told) for i, w in enumerate(words))
        entries[word] = list(dict.fromkeys(w for _, _, w in turns))
    return entries, much


def sudachi(path):
    """What stands in one group is the same thing."""
    entries = {}
    for group in json.load(open(path, encoding="utf-8")):
        words = [item["midashi"] for item in group["items"]]
        japanese = [word for word in words if is_word(word)]
        for english in words:
            if ENGLISH.fullmatch(english):
                entries.setdefault(english.lower(), []).extend(japanese)
    return entries


HEADER = """\
# Words in English and in Japanese, the main meanings first, words that are used much before others.
# Made by tools/dictionary/english-japanese.py of EJDict (public domain, CC0) and of Sudachi's synonyms
# (Copyright (c) Works Applications Co., Ltd., Apache License 2.0), of which this is a changed part.
"""


def main():
    print(HEADER, end="")
    (first, much), second = ejdict(sys.argv[1]), sudachi(sys.argv[2])
    words = sorted(first.keys() | second.keys())
    for word in sorted(words, key=lambda one: much.get(one, (False, 0)), reverse=True):
        told = first.get(word, [])
        best = dict.fromkeys(told[:MAIN] + second.get(word, []) + told[MAIN:])
        if best:
            print(word, ",".join(list(best)[:MOST]), sep="\t")


main()
