"""The findings of a report in words. Signs and sizes are those of paired differences; what these runs cannot tell is said so."""

from __future__ import annotations

import dataclasses

from ..findings import arm_label
from ..words import Words
from .amounts import Amounts
from .arms import Compared
from .headline import Held


@dataclasses.dataclass(frozen=True)
class Topic:
    """What a finding is about: the outcome of its title, and those told below it."""

    key: str  # of the terms' section report_finding
    main: str  # its title's
    also: tuple[str, ...] = ()


TOPICS = (Topic("lasting", "lasts_from_signing", ("lasts", "funded")),
          Topic("people", "income", ("poor", "member_income")),
          Topic("public", "public_money", ("cost_per_lasting", "buyer_profit")))


@dataclasses.dataclass(frozen=True)
class Finding:
    key: str
    title: str
    lines: list[tuple[str, list[str]]]  # of each arm: what it is called, and what is told of it
    caution: str  # empty where there is nothing to warn of
    outcomes: list[str]  # keys, for the verdicts beside it


class Conclusions:
    """Writes findings in one language."""

    def __init__(self, compared: Compared, held: dict[str, Held], words: Words):
        self.compared, self.held, self.words = compared, held, words
        self.amounts = Amounts(words)

    def all(self) -> list[Finding]:
        """Three findings, fewer where the file does not keep what one is about."""
        return [self._finding(topic) for topic in TOPICS if any(key in self.held for key in (topic.main, *topic.also))]

    def _finding(self, topic: Topic) -> Finding:
        keys = [key for key in (topic.main, *topic.also) if key in self.held]
        main = self.held[keys[0]]
        title = self.title(topic.key if keys[0] == topic.main else "", main)
        if not self.compared.others:
            return Finding(topic.key, title, [("", [self._level(key, 0) for key in keys[1:]])], "", keys)
        lines = [(self._name(place), [self._difference(key, place) for key in keys])
                 for place in range(1, len(self.compared.arms))]
        return Finding(topic.key, title, lines, self._caution(topic), keys)

    def title(self, key: str, main: Held) -> str:
        """The sentence on top: which arms have more, which less, and which these runs cannot tell from the base."""
        if not main.pairs:
            return self._sentence(key, "level", value=self.amounts.level(main.outcome.kind, main.levels[0]), held=main)
        compared = [place for place in range(1, len(main.levels)) if main.pairs[place - 1].difference.runs > 0]
        if not compared:
            return self._sentence(key, "nothing_to_compare", held=main)
        if all(main.pairs[place - 1].difference.runs == 1 for place in compared):
            return self._sentence(key, "one_run", held=main)
        more, less, same = ([self._told(main, place, sign) for place in self._ordered(main, compared) if main.told(place) == sign]
                            for sign in (1, -1, 0))
        if not more and not less:
            return self._sentence(key, "none", held=main)
        form = "more_and_less" if more and less else "more" if more else "less"
        text = self._sentence(key, form, held=main, more=self.words.listed(more), less=self.words.listed(less))
        if same:
            text += " " + self.words("report_finding.same", arms=self.words.listed(same))
        return text

    @staticmethod
    def _ordered(main: Held, places: list[int]) -> list[int]:
        return sorted(places, key=lambda place: -abs(main.pairs[place - 1].difference.mean))

    def _told(self, main: Held, place: int, sign: int) -> str:
        """An arm as titles name it: with the size of its difference, where there is one."""
        if sign == 0:
            return self._name(place)
        size = self.amounts.size(main.outcome.kind, main.pairs[place - 1].difference, main.size)
        return self.words("report_finding.arm_and_size", arm=self._name(place), size=size)

    def _sentence(self, key: str, form: str, held: Held, **values: str) -> str:
        every = {"base": arm_label(self.words, self.compared.base), "after": self.after(held), "runs": str(self.compared.runs)}
        general = f"report_finding.{form}"
        own = f"report_finding.{key}_{form}"
        text = self.words(own if self.words.has(own) else general,
                          subject=self.name(held), **(every | values))
        return capital(text)

    def _level(self, key: str, place: int) -> str:
        found = self.held[key]
        return self.words("report_finding.one_level", outcome=self.name(found),
                          value=self.amounts.level(found.outcome.kind, found.levels[place]))

    def _difference(self, key: str, place: int) -> str:
        found = self.held[key]
        pair = found.pairs[place - 1]
        kind = found.outcome.kind
        if pair.difference.runs == 0:
            value = self.amounts.value(kind, found.levels[place].mean)
            return self.words("report_finding.no_pair", outcome=self.name(found), value=value)
        form = "difference" if pair.difference.differs else "one_pair" if pair.difference.runs == 1 else "no_difference"
        return self.words(f"report_finding.{form}", outcome=self.name(found), value=self.amounts.value(kind, pair.arm_mean),
                          base=self.amounts.value(kind, pair.base_mean), difference=self.amounts.difference(kind, pair.difference, found.size))

    def _caution(self, topic: Topic) -> str:
        """Where counting from funding, as the evaluation does, tells another story than from signing, that is said."""
        if topic.key != "lasting" or not {"lasts", "lasts_from_signing"} <= set(self.held):
            return ""
        signed, funded = self.held["lasts_from_signing"], self.held["lasts"]
        turned = [self._name(place) for place in range(1, len(self.compared.arms)) if signed.told(place) != funded.told(place)]
        return self.words("report_finding.other_from_funding", arms=self.words.listed(turned)) if turned else ""

    def name(self, found: Held) -> str:
        return capital(self.words(f"report_outcome.{found.outcome.key}", after=self.after(found)))

    def after(self, found: Held) -> str:
        """"seven years", or how many months where the runs do not reach so far."""
        if found.months in (None, 84):
            return self.words("report_text.seven_years")
        return self.words("report_text.months", months=str(found.months))

    def _name(self, place: int) -> str:
        return arm_label(self.words, self.compared.arms[place])


def capital(text: str) -> str:
    """The text with a large first letter."""
    return text[:1].upper() + text[1:]
