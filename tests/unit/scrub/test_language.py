# ruff: noqa: E501, RUF001  # one sentence a line, some in other scripts
"""Text in another language is refused whole, however short the text or the stretch."""

import pytest

from guardrails.errors import UnsupportedLanguage
from guardrails.language import require_language

ENGLISH = "so we open the tool in the morning and it asks us to log in again and then we wait "
GERMAN = (
    "gestern habe ich mit dem Chef gesprochen und er hat gesagt dass wir das nicht so machen können"
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GERMAN, "German in small letters"),
        ("Frau Berger aus der Buchhaltung ruft morgen an, weil die Rechnung noch nicht bezahlt ist.", "names and capitals do not hide it"),
        ("hier j'ai parlé avec mon chef et il m'a dit que nous ne pouvions pas le faire comme ça", "French"),
        ("ayer hablé con mi jefe y me dijo que no podemos hacerlo de esta manera porque es lento", "Spanish"),
        ("igår pratade jag med min chef och han sa att vi inte kan göra det på det här sättet", "Swedish"),
        ("eilen puhuin esimieheni kanssa ja hän sanoi että emme voi tehdä sitä näin", "Finnish, few small words"),
        ("wczoraj rozmawiałem z moim szefem i powiedział że nie możemy tego zrobić w ten sposób bo trwa", "Polish"),
        ("jana nilizungumza na bosi wangu na akaniambia kwamba hatuwezi kufanya hivyo kwa sababu inachukua muda", "Swahili, whose small words nobody listed"),
        ("hôm qua tôi đã nói chuyện với sếp và anh ấy bảo chúng ta không thể làm như vậy", "Vietnamese: Latin letters beyond the usual ones"),
        ("вчера я говорил со своим начальником и он сказал", "another script"),
        ("昨天我跟老板谈过了他说我们不能这样做", "a script without spaces"),
        (ENGLISH * 6 + GERMAN + " und weil das so ist machen wir es jetzt erst recht nicht mehr " + ENGLISH * 6, "a long stretch inside English talk"),
    ],
)  # fmt: skip
def test_another_language_is_refused(text, reason) -> None:
    with pytest.raises(UnsupportedLanguage) as refused:
        require_language(text, "en")
    assert text[:6] not in refused.value.sentence, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Quarterly revenue margin EBITDA guidance outlook capex churn cohort upsell pipeline forecast actuals", "jargon without small words"),
        ("Thenmozhi Palanisamy, Nguyễn Thị Hoa, Sadhbh Ní Bhriain, María de la Cruz, Jürgen von der Heide, Søren Ødegård", "a list of names"),
        ("Menu: crème brûlée, coq au vin, foie gras, pâté de campagne, boeuf bourguignon, tarte tatin, café au lait", "dishes"),
        ("abeg oga the app no dey work since morning we dey use paper for everything and nobody send us", "English of Lagos"),
        ("la la la we sang the jingle la dolce vita per favore grazie mille and everybody laughed", "a song"),
        (ENGLISH * 4 + "he said das ist ja wirklich nicht gut und " + ENGLISH * 4, "a phrase quoted in English talk"),
        ("Guten Morgen Frau Berger, wie geht es Ihnen", "too short to be told from a phrase"),
        ("she is Иван Петрович to me", "a name in its own script"),
    ],
)  # fmt: skip
def test_english_passes(text, reason) -> None:
    require_language(text, "en")


def test_the_configured_language_is_the_one_that_passes() -> None:
    require_language(GERMAN, "de")
    with pytest.raises(UnsupportedLanguage):
        require_language(ENGLISH, "de")
