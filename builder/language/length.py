"""In: the Markdown of a language. Out: warnings: sentences and paragraphs that are too long to be read on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.language.lines import plain, texts_in, unfenced
from builder.library import Library
from builder.problem import Problem
from widgets.said import say

SENTENCE = {"en": 34, "fr": 36, "ar": 32}
"""Words of a sentence: French says the same in more of them. A reader rests at a colon too."""
PARAGRAPH = 90
"""Words of the lines that stand together without a blank line, a heading or a list between them."""

_END = re.compile(r"(?<=[.!?؟…])[»”)]?\s+(?=\W*[A-ZÀ-Ýء-ي\[])|[:;؛]\s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
_APART = re.compile(r"\s*(?:#|[-*] |[0-9]+\. |\||>|!!!|---|$)")


def check_lengths(library: Library, language: str) -> Iterator[Problem]:
    """Each sentence and each paragraph that has more words than a reader holds together."""
    for words in texts_in(library, language):
        start, counted = 0, 0
        for number, text in [*unfenced(words), (len(words.lines) + 1, "")]:
            for length in map(count_words, _END.split(plain(text))):
                if length > SENTENCE[language]:
                    told = say("sentence-long", length=length, most=SENTENCE[language])
                    yield Problem(words.path, number, told, warning=True)
            if _APART.match(text):
                if counted > PARAGRAPH:
                    told = say("paragraph-long", length=counted, most=PARAGRAPH)
                    yield Problem(words.path, start, told, warning=True)
                counted = 0
            else:
                start = start if counted else number
                counted += count_words(plain(text))


def count_words(text: str) -> int:
    """The words and numbers of a plain text; a figure that is filled in counts as none."""
    return len(_WORD.findall(text))
