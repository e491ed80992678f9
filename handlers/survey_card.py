"""Two taps on how it was: the same message asks twice, and then thanks."""

from handlers.buttons import Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from office.desk.survey import asked
from office.register.surveys import POINTS, Survey


def survey_card(texts: Texts, survey: Survey, receipt: str) -> Bubble:
    """The open question with its four points, best first."""
    question = asked(survey)
    html = texts.say("following.survey", receipt=receipt, service=survey.service, speed=survey.speed)
    if question is None:
        return Bubble(html)
    points = [
        Button(
            texts.say("following.points", question=question, points=points),
            Press("rate", survey.request, question, str(points)),
        )
        for points in reversed(POINTS)
    ]
    again = [Button(texts.say("buttons.back"), Press("rate_back", survey.request))] if question else []
    return Bubble(html, one_a_row(*points, *again))
