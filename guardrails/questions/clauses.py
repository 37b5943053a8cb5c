"""Where a question really asks: openly, for a yes or a no, or as a request."""

import re
from typing import Literal

from guardrails.questions.asked import strip_fillers

Mode = Literal["open", "closed", "request", "none"]

AUX = (
    r"(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|shall|may|might"
    r"|must|don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|weren'?t|haven'?t|hasn'?t|hadn'?t|can'?t"
    r"|couldn'?t|won'?t|wouldn'?t|shouldn'?t|ain'?t)"
)
SUBJECT = (
    r"(?:you|they|we|it|he|she|i|anyone|anybody|someone|somebody|everyone|everybody|the|your|their"
    r"|our|my|people|there|this|that|these|those|a|an|any|all|most|many|customers|colleagues)"
)
_WH = r"(?:what|how|which|where|who|whose|whom|why|wich|wot|whats|hows|wheres|whos|what's|how's|whereabouts|where's|who's|why's|when's|which's)"
_WH_START = re.compile(
    rf"(?:(?:and|or|but|roughly|about|exactly|so|then|if so|if not|if any|apart from that|of those"
    rf"|since|until|till|up to|for about|at|in|on|to|from|for|of|by|with|after|before|through|under"
    rf"|over|into|during|as of|because of|out of|at about|at roughly|instead of|next to|between|near)"
    rf" )*{_WH}\b|when(?='s| {AUX}\b)"
)
_REQUEST = re.compile(
    r"(?:if )?(?:(?:can|could|would|will|might|may|cd) (?:you|u|we|i)|you (?:could|would|can|might))(?: (?:please|maybe|perhaps|just|possibly|also"
    r"|quickly|briefly|like|kindly|then|both|all|possibly))* (?:mind\b|tell (?:me|us)|show|explain|walk"
    r" (?:me|us)|take (?:me|us)|talk (?:me|us)|run (?:me|us)|describe|read (?:me|us|out|it|that|them"
    r"|those|this|the \w+(?: \w+)? (?:out|to me|aloud))|give (?:me|us)|say (?:more|a|some)|share|go"
    r" (?:through|over|back)|play back|sketch|draw|list|help (?:me|us)|let (?:me|us)|think (?:of|back)"
    r"|pull up|bring up|expand|elaborate|recall|remember|paint|ask|hear|watch|have a look|look over"
    r"|recount|sum up|illustrate|repeat|demonstrate|outline|call up|dig out|point (?:me|to|out|at)"
    r"|be (?:able|willing|happy|so kind as) to (?:show|tell|walk|share|describe|explain|read))\b"
    r"|(?:do|would) you mind (?:telling|showing|walking|sharing|describing|reading|if)"
    r"|(?:mind|fancy|care) (?:telling|showing|walking|sharing|describing|reading|to (?:tell|show))"
)
_IMPERATIVE = re.compile(
    r"have a (?:look|think|go|guess|read|listen)\b|(?:please |just |maybe |let's |do me a favou?r(?: and|,|:)? )*(?:tell|show|walk|take|talk|run|describe"
    r"|explain|give|read|name|list|think|share|say more|start|go|help|let|pick|choose|draw|sketch|open"
    r"|remember|recall|picture|compare|point|complete|finish|play|bring|point|count|rank|put|look|help"
    r"|recount|outline|sum|repeat|note|write|mark|teach|demonstrate|illustrate|recreate|retell|consider"
    r"|introduce|lead|guide|pull|call|try)\b(?! (?:is|are|was|were|does|did|has)\b)"
)
_ELLIPTIC = re.compile(
    r"(?:got any|any(?:thing|one|body|where| \w+)?|ever|already|still|no \w+|everything|all good|happy with"
    r"|ok with|okay with|got|seen|used|tried|heard|noticed|had)\b"
)
_INVERTED = re.compile(
    rf"(?<!\w)(?<!which )(?<!who )(?<!you )(?<!they )(?<!we )(?<!i )(?<!it )(?<!that )(?<!there )"
    rf"(?:(?:have|has|had) (?:you|they|we|anyone|anybody|everyone|someone|somebody)"
    rf"|(?!have|has|had){AUX} {SUBJECT})\b"
)
_SETTING = re.compile(
    r"(?:you know|remember|do you remember|you remember|you recall|you'?ll remember) (?:how|when|that|the \w+|what)\b(?=.*[^?]$)"
)
_DECLARED = re.compile(
    r"(?:so |and |then )?(?:you|they|people|everyone|everybody|it|that|this|we) (?:all |both )?(?:would|will|'d|'ll|do|did|can"
    r"|must|already|also|never|always|still|surely|probably)? ?(?:agree|think|feel|know|find|found|trust|like|see|saw|understand"
    r"|understood|have|had|get|got|were|was|is|are|can|told|heard)\b(?! (?:what|which|how|who|where|why|when|whom)\s*\?)"
)
_EMBEDDED = re.compile(
    rf"\b(?:{_WH}|when) (?:(?:a|an|the|you|they|we|it|he|she|i|your|our|their|people|somebody|someone|to|customers)\b|\w+ (?:needs?|wants?|does|did|happens?)\b)"
)
_CONDUCIVE = re.compile(
    r"(?:presumably|surely|no doubt|of course|obviously|clearly|apparently|certainly|(?:i|we) (?:do not|don'?t) (?:suppose|think|imagine|believe|expect|guess)|i (?:take it|assume|presume|gather|guess"
    r"|suppose|trust|expect|bet|imagine|hope)),? (?!what|how|which|who|where|why|when)"
)
_SHORT_CLOSED = re.compile(
    r"(?:anyone|anybody) (?!who|that|else\?)\w+"
    r"|(?:got any|any (?:\w+ )?(?:trouble|problems?|issues?|luck)|ever )\b"
)
_RELATIVE = re.compile(r"(?:which|where|who|whose|whom|when|what)\b")


def mode_of(sentence: str) -> Mode:
    """Tell how one lower-case sentence asks; ``none`` when it asks nothing."""
    pieces = [strip_fillers(piece.strip()) for piece in re.split(r",|:| - |\(|\)", sentence)]
    for number, piece in enumerate(pieces):
        mode = "none" if _SETTING.match(piece) else _mode_of_piece(piece)
        asks_later = number + 1 < len(pieces) or not sentence.endswith("?")
        if number and asks_later and _RELATIVE.match(piece) and not _INVERTED.search(piece):
            continue  # ", where the lawyers loved it," relates; it does not ask
        if mode != "none":
            return mode
    if not sentence.rstrip().endswith("?"):
        return "none"
    return _mode_of_statement(sentence)


def _mode_of_piece(piece: str) -> Mode:
    if _WH_START.match(piece):
        return "open"
    if _REQUEST.match(piece) or _IMPERATIVE.match(piece):
        return "request"
    if _SHORT_CLOSED.match(piece):
        return "closed"
    if re.match(rf"{AUX}\b(?!-| it be)", piece) and not re.match(
        r"(?:had|were|should)\b.*[^?]$", piece
    ):
        return "closed"
    return "none"


def _mode_of_statement(sentence: str) -> Mode:
    """Judge a question without a question's word order (speech, fronted adverbials)."""
    question_word = re.search(rf"\b{_WH}\b|\bwhen (?={AUX}\b)", sentence)
    if (
        _DECLARED.match(sentence)
        and question_word
        and _EMBEDDED.match(sentence, question_word.start())
    ):
        return "closed"  # "you agree that it covers what people need?" tells, then waits for a yes
    inverted = _INVERTED.search(sentence)
    if inverted and (not question_word or inverted.start() < question_word.start()):
        return "request" if _REQUEST.match(sentence, inverted.start()) else "closed"
    if question_word:
        return "open"
    if _CONDUCIVE.match(sentence):
        return "closed"
    if _ELLIPTIC.match(sentence) or re.search(
        r"\b(?:innit|right|yeah|ok|no|huh|eh) ?\?$", sentence
    ):
        return "closed"
    return (
        "closed"
        if re.search(r"\b(?:you|they|it|we|people|that|there|this)\b", sentence)
        else "none"
    )
