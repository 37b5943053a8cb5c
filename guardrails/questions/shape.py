"""Rules about a question's build: ``closed``, ``double_barrelled``, ``too_long``."""

import re

from guardrails.lexicon import any_of
from guardrails.questions.asked import Asked
from guardrails.questions.clauses import AUX, SUBJECT, mode_of

_PACKAGE = "guardrails.questions"
_MANY_WORDS = 40
_SOME_WORDS = 28
_NESTED = 4
_NESTING = re.compile(
    r"\b(?:that|which|who|whose|where|when|while|because|although|though|if|since|after|before|until"
    r"|given|considering|bearing in mind|meaning)\b"
)
_WH_AGAIN = (
    r"(?:what|how|which|where|who|whose|why|when (?:do|did|does|was|is|are|were|have|has))\b"
)
_TWO_CLAUSES = re.compile(
    rf"(?:,|;| -|\band\b|\bor\b|&|\bplus\b) (?:and |or |also |then |if so,? )*(?:{_WH_AGAIN}"
    rf"|{AUX} {SUBJECT}\b)"
)
_FOLLOW_UP = re.compile(
    r"^(?:(?:and |so |or )?(?:what happened(?: next| then)?|how (?:so|come|did (?:that|it) go)|why(?: is that| not)?"
    r"|what then|in what way|such as|like what|for (?:example|instance)|could you (?:tell|show|give|walk)"
    r"|can you (?:tell|show|give|walk|say)|what was (?:that|it) like)\b|tell me|show me|walk me|if so|say more)"
)
_TOPIC_FIRST = re.compile(
    r"(?:could|can|shall|may|might|let'?s|would you mind if) ?(?:we|us|i)? (?:just |perhaps |please )?(?:go back|come back|turn"
    r"|return|look back|start (?:with|from|at)|begin with|stay with|talk about|take|move on|switch|pick up|think (?:back|of))\b"
)
_OPINION = (
    r"(?:how (?:do|did|does|would|are|were|have) (?:\w+ ){1,4}?(?:find|found|rate|feel(?:ing)? about|felt about|like|see"
    r"|experience[d]?|judge|view|get on with|getting on with|cope with|deal with|coping with|dealing with|think (?:of|about)|use|using|rank|assess|compare"
    r"|describe|handle|manage|react to|respond to)"
    r"|what (?:do|did|does|are|were) (?:\w+ ){1,4}?(?:think (?:of|about)|like about|make of|dislike about|feel about|say about"
    r"|know about|hear about|expect from|want from|use|need|thoughts on|want|your (?:views?|thoughts|opinions?|feelings?|impressions?) (?:of|on|about))"
    r"|what (?:is|was|are|were) (?:your|the) (?:views?|thoughts|opinions?|feelings?|impressions?|experiences?) (?:of|on|about|with)"
    r"|what'?s your (?:view|take|opinion|experience|impression) (?:of|on|about|with)"
    r"|how (?:is|was|are|were|'s)|what (?:is|was|are|were)(?: it like with)?|what (?:about|of)"
    r"|(?:tell|talk to) (?:me|us)(?: (?:a bit|more|something))? about|(?:describe|explain)"
    r"|how often do (?:you|people|they|customers) (?:use|open|read|see|check)"
    r"|how (?:\w+ )?(?:happy|satisfied|comfortable|familiar|confident) (?:are|were) (?:\w+ ){1,2}?(?:with|about)"
    rf"|(?:{AUX}) (?:\w+ ){{1,3}}?(?:like|use|find|read|understand|trust|know|want|need|enjoy|have|see|get|check))"
)
_NP = r"(?:(?:the|a|an|our|your|their|its|this|that|these|those|my|any|all)\s)?(?:[\w~'/-]+\s){0,3}?[\w~'/-]+"
_AND_AFTER_COMMA = (
    r"(?:not to mention|let alone|to say nothing of|on top of(?: that)?|in addition to|besides|alongside"
    r"|and separately|and then|and also|as well as|plus|along with|together with|not forgetting)"
)
_AND = rf"(?:and|or|&|{_AND_AFTER_COMMA})"
_DET = r"(?:the|our|your|their|its|this|that|these|those|his|her)"
_JOINED_OBJECTS = re.compile(
    rf"\b{_OPINION}\s+{_NP}(?:\s{_AND}|,\s{_AND_AFTER_COMMA})\s"
    rf"{_NP}(?:\s(?:service|here|so far|these days|at the moment|today|now|in general|overall|yet|lately"
    rf"|(?:on|in|at|of|for|from|since|during)\s[\w~'\s-]{{2,40}}))?\s*[?.]?$"
)
_SLASH = re.compile(
    rf"\b{_OPINION}\s(?:[\w'-]+\s){{0,4}}?(?!and/or|yes/no|on/off|in/out|his/her|he/she|w/o|n/a|24/7)"
    r"[a-z][\w-]{2,}\s?/\s?[a-z][\w-]{2,}"
)
_LIST_OF_TOPICS = re.compile(
    r"\b(?:tell|talk to|update|brief) (?:me|us)(?: (?:a bit|more|something))? about (?:the|your|our|a|how)? ?[\w' -]{2,40}"
    r"(?:, (?!as |which |who |that )(?:and )?(?:the|your|our|how|a|what)? ?[\w' -]{2,40}){2,}[.?]?$"
    r"|\b(?:describe|explain) (?:the|your|our) [\w' -]{2,30}(?:, (?:and )?(?:the|your|our) [\w' -]{2,30}){2,}[.?]?$"
)
_ADJECTIVES = re.compile(
    r"\b(?:how|so|too|is|are|was|were|it|be|feel|feels|look|looks|seem|seems) "
    r"(?:[\w']+ ){0,4}?(?!you\b|we\b|they\b|i\b)(\w+(?:\s*,\s*\w+)*) (?:and|&|or|as well as) (?:how |also |yet )?(\w+)(?= (?:is|are|was|were|does|do|did|would|to|for|enough|do you|at)\b|\s*[?]?$)"
)
_TWO_ASPECTS = re.compile(
    r"\b(?:the )?(?:speed|quality|accuracy|price|cost|design|look|tone|content|length|layout|timing"
    r"|usability|reliability|clarity|pay|hours|training|support|food|service|location|reach|style"
    r"|pace|format|depth|ease|security|colou?rs?|wording|amount|size|structure|workload|atmosphere"
    r"|onboarding|induction|benefits|team|culture|shifts|tools?|performance|response time|setup|sound|picture)"
    r" (?:and|or|&|as well as|plus|along with) (?:the |its |their )?\w+(?: \w+)? of (?:the|your|our|this|that)\b"
)
_REQUEST_TWICE = re.compile(
    r"\b(?:tell me|show me|walk me|describe|explain|take me|talk me)\b.*\b(?:and|then|and then|as well as)"
    r" (?:also )?(?:tell me|show me|walk me|describe|explain|say|give me|rate|list|compare|name|how|what|why|where|which|whether|who)\b"
    r"(?! (?:happened|you did|came|comes|went|they did|it (?:led|took)|was (?:going|left)|made you)\b)"
)
_RELATING = (
    r"(?:match|compare|connect|reconcile|combine|link|balance|tell|divide|switch|split|swap|mix|join"
    r"|choose|decide|move|travel|separate|merge|bring|get|go|put|keep|coordinate|align)"
)
_ASKER = r"(?:you|they|we|it|he|she|people|customers|your \w+|the \w+)"
_TWO_INDIRECT = re.compile(
    rf"\b(?:what|how|why|where|which \w+|when|whether) {_ASKER} \w+[^?]*?,? (?:and|plus|as well as|but)"
    rf" (?:then |also |after that |in particular |separately |lastly |finally )+"
    rf"(?:what|how|why|where|which|whether|when) {_ASKER} \w+"
)
_TWO_TASKS = re.compile(
    rf"\bhow (?:do|did|does) (?:you|people|they|customers|your \w+) (?!{_RELATING}\b)\w+ {_DET} (?:[\w-]+ ){{0,2}}?[\w-]+"
    rf" (?:and|or|&|as well as) {_DET} (?:[\w-]+ ){{0,2}}?[\w-]+\s*\?"
)
_GAPPED = re.compile(
    rf"^{AUX} {_DET} (?:[\w-]+ ){{0,2}}?[\w-]+ ([\w-]+) (?:and|or|but) {_DET} (?:[\w-]+ ){{0,2}}?[\w-]+ ([\w-]+) ?\?"
)
_ONE_NP = rf"(?:{_DET}|an?)\s(?:[\w'-]+\s){{0,2}}?[\w'-]+"
_THREE = re.compile(rf"\b{_OPINION}\s+{_NP}(?:, {_ONE_NP})+,? (?:and|or|&) {_ONE_NP}\s*[?.]?$")
_TWO_VERBS = re.compile(
    rf"\b(?:what|which \w+|how) {AUX} {_ASKER} (?!{_RELATING}\b)\w+ (?:and|or) (?:dis\w+|hate|miss|avoid|fear|need|want|change|like|use|read|drop|skip|check|fix) (?:about|in|of|on|with)\b"
)
_TWO_ABOUT = re.compile(
    r"\b(?:about|of|on|with)\b[^,?]* (?:and|or|as well as|&) (?:also )?(?:about|on|with) (?:the|your|our|a|how|what)\b"
)


def closed(asked: Asked) -> str:
    """Return the words that invite a yes or a no."""
    modes = [(mode_of(sentence), sentence) for sentence in asked.sentences]
    asking = [(mode, sentence) for mode, sentence in modes if mode != "none"]
    if not asking:
        return ""
    last_mode, last = asking[-1]
    if last_mode == "closed":
        return last
    questions = [mode for mode, sentence in asking if sentence.endswith("?")]
    if (
        last_mode != "request"
        and questions
        and questions[0] == "closed"
        and "open" not in questions
    ):
        return asking[0][1]
    return ""


def double_barrelled(asked: Asked) -> str:
    """Return the words that ask for two answers at once."""
    questions = [part for part in asked.sentences if part.endswith(("?", ";")) and _asks(part)]
    questions = questions or [part for part in asked.sentences if _asks(part)]
    if len(questions) > 1 and _TOPIC_FIRST.match(questions[0]):
        questions = questions[1:]  # "Could we go back to that day? What did you see?" asks once
    later = [part for part in questions[1:] if not _FOLLOW_UP.match(part)]
    if later and not _is_repetition(questions[0], later[0]):
        return later[0]
    for part in asked.sentences:
        if not _asks(part):
            continue
        plain = any_of(_PACKAGE, "lexicons/one_thing.txt").sub(_glued, part)
        found = _joined(plain)
        if found:
            return found
    return ""


def too_long(asked: Asked) -> str:
    """Return the length in words where nobody could hold the question in mind."""
    nested = len(_NESTING.findall(asked.low))
    heavy = asked.words > _MANY_WORDS or (asked.words > _SOME_WORDS and nested >= _NESTED)
    return f"{asked.words} words" if heavy else ""


def _asks(sentence: str) -> bool:
    return mode_of(sentence) != "none"


def _is_repetition(first: str, second: str) -> bool:
    """Tell whether the second sentence only words the first again ("I mean, ...")."""
    one, two = set(re.findall(r"\w{4,}", first)), set(re.findall(r"\w{4,}", second))
    return bool(two) and len(one & two) >= 0.8 * len(two)


def _glued(hit: re.Match[str]) -> str:
    return hit.group().replace(" ", "_")


def _joined(sentence: str) -> str:
    """Return the coordination that makes one sentence two questions."""
    clause = _second_clause(sentence)
    if clause:
        return clause
    for pattern in (
        _TWO_ASPECTS,
        _TWO_TASKS,
        _TWO_INDIRECT,
        _THREE,
        _TWO_VERBS,
        _REQUEST_TWICE,
        _TWO_ABOUT,
        _SLASH,
        _LIST_OF_TOPICS,
    ):
        hit = pattern.search(sentence)
        if hit:
            return hit.group()
    gapped = _GAPPED.match(sentence)
    if gapped and _both_describe(gapped[1], gapped[2]):
        return gapped.group()
    return _joined_adjectives(sentence) or _joined_objects(sentence)


def _joined_adjectives(sentence: str) -> str:
    hit = _ADJECTIVES.search(sentence)
    if hit is None:
        return ""
    one, two = hit[1].split()[-1], hit[2]
    return hit.group() if _both_describe(one, two) and not _opposite(one, two) else ""


def _joined_objects(sentence: str) -> str:
    """Return two joined objects, unless the joint stands inside a relative clause or a case."""
    hit = _JOINED_OBJECTS.search(sentence)
    if hit is None or any_of(_PACKAGE, "lexicons/one_situation.txt").search(sentence):
        return ""
    relative = re.search(r"\b(?:that|who|which|when|where|whether|what|how)\b", hit.group()[8:])
    return "" if relative else hit.group()


def _second_clause(sentence: str) -> str:
    """Return a second question after "and", a comma or a semicolon."""
    for hit in _TWO_CLAUSES.finditer(sentence):
        before = sentence[: hit.start()].strip()
        first = mode_of(before) if before else "none"
        if first == "none" or _is_preamble(before) or not _complete(before, hit.group()):
            continue
        if first == "request" and re.match(r", (?:what|how|where|which|who|when)", hit.group()):
            continue
        if re.search(
            r"\b(?:if|when(?! (?:do|did|does|is|are|was|were)\b)|once|after|while|thinking|looking|back)\b[^,]*$",
            before,
        ) and hit.group().startswith(","):
            head = re.split(
                r"\b(?:if|when(?! (?:do|did|does|is|are|was|were)\b)|once|after|while|thinking|looking|back)\b",
                before,
            )[0]
            if not head.strip(" ,"):
                continue
        if re.match(
            r"(?:and|or|,) (?:which|who|what|where)(?: \w+)? (?:do|does|did|is|are|was|were|can|has|have)(?: not|n't)\s*\??$",
            sentence[hit.start() :],
        ):
            continue  # "which jobs need a permit and which do not" is one contrast
        if re.match(
            r", (?:if|or not|did|do|are|were|have|is|was|has|does|will|would|can)\b.*\bat all",
            sentence[hit.start() :],
        ):
            continue
        return sentence[hit.start() :].strip(" ,")
    return ""


def _complete(before: str, joint: str) -> bool:
    """Tell whether the first half already asks ("how, if at all, did ..." does not)."""
    if not re.match(rf"(?:,|;| -) (?:then )?{AUX} ", joint):
        return True
    return bool(
        re.search(rf"(?<!\w){AUX} {SUBJECT}\b|^(?:tell|show|walk|describe|explain)\b", before)
    )


def _is_preamble(before: str) -> bool:
    """Tell whether what stands before the comma only sets the scene."""
    return bool(
        re.match(
            r"(?:if|when(?! (?:do|did|does|is|are|was|were|have|has)\b)|once|after|while|since|as|thinking|looking|back|on|in|at|for|from|of|given"
            r"|during|before|until|with|because|that|you said|you mentioned|say|suppose|imagine)\b",
            before,
        )
    ) and not re.search(rf", (?:{_WH_AGAIN}|{AUX} {SUBJECT})", before)


def _both_describe(one: str, two: str) -> bool:
    """Tell whether two joined words are adjectives, by list or by ending."""
    return _describes(one) and _describes(two)


def _opposite(one: str, two: str) -> bool:
    """Tell whether two words span one scale: "helpful or unhelpful", "easy or hard"."""
    low, high = sorted((one, two), key=len)
    pairs = any_of(_PACKAGE, "lexicons/opposites.txt")
    return high.endswith(low) or bool(
        pairs.fullmatch(f"{one} {two}") or pairs.fullmatch(f"{two} {one}")
    )


def _describes(word: str) -> bool:
    known = any_of(_PACKAGE, "lexicons/adjectives.txt")
    ending = re.search(
        r"(?:able|ible|ful|less|ous|ive|ish|ic|ical|ant|ent|ly|iendly|ate|fast)$", word
    )
    return bool(known.fullmatch(word) or ending)
