"""The parts of a request, as JSON texts one after another, come in on standard input; the answer goes out.

What each part says is put together, so that files with rules, figures and answers can be poured in:
`cat rules.json figures.json answers.json | python -m widgets`.  Ends with 1 where the answer is a fault.
"""

import json

from widgets.api import handle


def answer(text: str) -> str:
    """Serve the request whose parts stand in `text`; of two that say the same key the later one counts."""
    decoder = json.JSONDecoder()
    request: dict[str, object] = {}
    while text := text.lstrip():
        try:
            part, end = decoder.raw_decode(text)
        except (ValueError, RecursionError):
            return handle(text)
        if not isinstance(part, dict):
            return handle(text[:end])
        request |= part
        text = text[end:]
    return handle(json.dumps(request))


if __name__ == "__main__":
    with open(0, encoding="utf-8") as parts:
        answered = answer(parts.read())
    print(answered)
    raise SystemExit("fault" in json.loads(answered))
