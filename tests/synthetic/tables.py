"""Statistics tables: values that satisfy every relation of the form, and its rows filled with them."""

from random import Random
from typing import NamedTuple

from gikaudit.forms import Form, forms


class Row(NamedTuple):
    """A row of a table: None is a heading or a row without value."""

    number: str
    label: str
    note: str
    unit: str
    value: str | None


NOTES = {
    "disclosed": "(不同渠道和方式公开相同信息计1条)",
    "responded": "(不同方式回应同一热点或舆情计1次)",
    "staff.full_time": "(不包括政府公报及政府网站工作人员数)",
    "budget": "(不包括用于政府公报编辑管理及政府网站建设维护等方面的经费)",
}


def statistics_form() -> Form:
    """The form of 2014."""
    return next(form for form in forms() if form.id == "statistics-2014")


def consistent_values(random: Random, largest: int = 3000) -> dict[str, str]:
    """A value for each row, such that every relation of the form holds."""

    def some(most: int) -> int:
        return random.choice((0, random.randint(0, max(most, 0)), random.randint(0, max(most, 0))))

    values: dict[str, float] = {}
    values["disclosed"] = random.randint(5, largest)
    values["normative.issued"] = some(min(60, int(values["disclosed"])))
    values["normative.disclosed"] = some(int(values["normative.issued"]))
    for channel in ("gazette", "weibo", "wechat", "other"):
        values[f"channel.{channel}"] = some(int(values["disclosed"]))
    values["channel.website"] = values["disclosed"] - some(int(values["channel.other"]))
    values["channel"] = sum(values[f"channel.{c}"] for c in ("gazette", "website", "weibo", "wechat", "other"))
    for kind in ("conference", "interview", "articles", "social", "other"):
        values[f"responses.{kind}"] = some(400)
    values["responses"] = sum(
        values[f"responses.{k}"] for k in ("conference", "interview", "articles", "social", "other")
    )
    values["responses.conference.lead"] = some(int(values["responses.conference"]))
    values["responses.interview.lead"] = some(int(values["responses.interview"]))
    values["responded"] = some(int(values["responses"]))
    answers = ("already_public", "granted", "partly_granted", "refused", "not_held", "nonexistent", "amend", "redirect")
    for answer in answers:
        values[f"answer.{answer}"] = some(90)
    reasons = ("state_secret", "trade_secret", "privacy", "security", "not_information", "other")
    for reason in reasons:
        values[f"answer.refused.{reason}"] = some(12)
    values["answer.refused"] = sum(values[f"answer.refused.{reason}"] for reason in reasons)
    values["answered"] = sum(values[f"answer.{answer}"] for answer in answers)
    values["closed"] = values["answered"] + some(9)
    values["closed.extended"] = some(int(values["closed"]))
    values["closed.on_time"] = values["closed"] - values["closed.extended"]
    values["received"] = values["closed"] + some(9)
    rest = int(values["received"])
    for channel in ("in_person", "fax", "online"):
        values[f"received.{channel}"] = some(rest)
        rest -= int(values[f"received.{channel}"])
    values["received.letter"] = rest
    for case in ("review", "lawsuit"):
        most = random.choice((0, 0, 40))
        for result in ("upheld", "corrected", "other"):
            values[f"{case}.{result}"] = some(most)
        values[case] = sum(values[f"{case}.{result}"] for result in ("upheld", "corrected", "other"))
    values["complaint"] = some(30)
    values["fee"] = random.choice((0, 0, 0.35))
    values["agencies"] = some(90)
    values["reading_points"] = some(90)
    values["staff.full_time"] = some(60)
    values["staff.part_time"] = some(300)
    values["staff"] = values["staff.full_time"] + values["staff.part_time"]
    values["budget"] = random.choice((0, 5, 12.5, 125.34))
    for id in ("meetings", "trainings"):
        values[id] = some(50)
    values["trainees"] = some(4000)
    return {id: f"{value:g}" if isinstance(value, float) else str(value) for id, value in values.items()}


def rows(values: dict[str, str], *, notes: bool = True, sums: bool = False) -> list[Row]:
    """The rows of the form with values filled in; the Σ rows of the channels only if ``sums``."""
    found = []
    for indicator in statistics_form().indicators:
        value = None if indicator.heading else values[indicator.id]
        if indicator.optional and not sums:
            value = None
        note = NOTES.get(indicator.id, "") if notes else ""
        unit = "" if indicator.heading or (indicator.optional and not sums) else indicator.unit
        found.append(Row(indicator.number, indicator.label, note, unit, value))
    return found
